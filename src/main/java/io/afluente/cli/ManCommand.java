package io.afluente.cli;

import io.afluente.cli.error.ExitCode;
import io.afluente.cli.output.ManPage;
import io.afluente.setting.UserException;
import io.afluente.web.BuildInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints manual pages, or writes all of them. */
@Command(
        name = "man",
        description = "Print the manual page of a command, or write those of all commands.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  afluente man models promote | man -l -",
            "  afluente man --output ~/.local/share/man/man1"
        })
final class ManCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "Default: the program itself")
    private String[] words = {};

    @Option(
            names = "--output",
            paramLabel = "FOLDER",
            description = "Write a file for each command there instead.")
    private Optional<Path> folder = Optional.empty();

    @Override
    public Integer call() {
        CommandSpec command = spec.root();
        for (String word : words) {
            var sub = command.subcommands().get(word);
            if (sub == null) {
                throw new UserException(
                        "%s: no command of %s".formatted(word, command.qualifiedName()));
            }
            command = sub.getCommandSpec();
        }
        if (folder.isPresent()) {
            write(command, folder.get());
        } else {
            spec.commandLine().getOut().print(page(command).text());
        }
        return ExitCode.OK;
    }

    private static void write(CommandSpec command, Path folder) {
        ManPage page = page(command);
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(page.name() + ".1"), page.text());
        } catch (IOException e) {
            throw new UserException(folder + ": can't be written to: " + e, e);
        }
        command.subcommands().values().forEach(sub -> write(sub.getCommandSpec(), folder));
    }

    private static ManPage page(CommandSpec command) {
        return new ManPage(command, BuildInfo.current().version());
    }
}
