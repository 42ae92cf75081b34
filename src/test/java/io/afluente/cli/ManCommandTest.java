package io.afluente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class ManCommandTest {
    @TempDir private Path folder;

    @Test
    void shouldWriteAPageForEachCommand() throws IOException {
        assertThat(CommandRun.of("man", "--output", folder.toString()).exitCode()).isZero();

        List<String> commands =
                commands(new CommandLine(new Afluente()).getCommandSpec())
                        .map(command -> command.qualifiedName("-") + ".1")
                        .toList();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(commands)
                    .contains("afluente.1", "afluente-models-promote.1");
        }
    }

    @Test
    void shouldSayWhatHelpSays() {
        List<String> page = CommandRun.of("man", "models", "promote").lines();

        assertThat(page)
                .startsWith(page.get(0), ".SH NAME")
                .contains(".SH SYNOPSIS", ".SH \"OPTIONS\"".replace("\"", ""), ".SH EXIT STATUS")
                .contains("\\fB\\-\\-reason=TEXT\\fR", "\\fB\\-\\-continue\\fR")
                .anyMatch(line -> line.startsWith("afluente\\-models\\-promote \\- Have every"));
        // roff takes a line that begins with a dot for an order
        assertThat(page.stream().filter(line -> line.startsWith(".")))
                .allMatch(line -> line.matches("\\.(TH|SH|TP|nf|fi|br)( .*)?"));
    }

    @Test
    void shouldNameAWrongCommand() {
        CommandRun run = CommandRun.of("man", "models", "promot");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("promot: no command of afluente models");
    }

    private static Stream<CommandSpec> commands(CommandSpec command) {
        return Stream.concat(
                Stream.of(command),
                command.subcommands().values().stream()
                        .flatMap(sub -> commands(sub.getCommandSpec())));
    }
}
