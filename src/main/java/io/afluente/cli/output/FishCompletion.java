package io.afluente.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A script that has fish complete commands, options and their choices; picocli has none. */
public final class FishCompletion {
    private static final String HEAD =
            """
            # the words that were typed so far, without the program's name and without options
            function __afluente_words
                set -l words (commandline -opc)
                set -e words[1]
                for word in $words
                    string match -q -- '-*' $word; or echo $word
                end
            end
            function __afluente_at
                set -l plain (__afluente_words)
                test (count $argv) -eq 0; or string match -q -- "$argv *" "$plain "
            end
            function __afluente_ends
                set -l plain (__afluente_words)
                test "$plain" = "$argv"
            end
            """;

    private final List<String> lines = new ArrayList<>();
    private final String program;

    private FishCompletion(String program) {
        this.program = program;
    }

    /** The script of a program and all its commands. */
    public static String of(CommandSpec root) {
        FishCompletion script = new FishCompletion(root.name());
        script.add(root, "");
        return HEAD + String.join("\n", script.lines);
    }

    private void add(CommandSpec command, String path) {
        command.subcommands()
                .forEach(
                        (name, sub) -> {
                            CommandSpec spec = sub.getCommandSpec();
                            if (!spec.usageMessage().hidden()) {
                                line("__afluente_ends" + path, "-f -a " + name, about(spec));
                                add(spec, path + " " + name);
                            }
                        });
        command.options().stream()
                .filter(option -> !option.hidden())
                .forEach(option -> line("__afluente_at" + path, words(option), about(option)));
    }

    private void line(String when, String what, String about) {
        lines.add(
                "complete -c %s -n '%s' %s -d '%s'"
                        .formatted(
                                program,
                                when,
                                what,
                                about.replace("\\", "\\\\").replace("'", "\\'")));
    }

    private static String words(OptionSpec option) {
        List<String> words = new ArrayList<>();
        for (String name : option.names()) {
            words.add(
                    name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1));
        }
        if (option.arity().max() > 0) {
            words.add("-r");
        }
        if (option.completionCandidates() != null) {
            List<String> choices =
                    StreamSupport.stream(option.completionCandidates().spliterator(), false)
                            .toList();
            words.add("-f -a '" + String.join(" ", choices) + "'");
        }
        return String.join(" ", words);
    }

    private static String about(CommandSpec command) {
        return first(command.usageMessage().description());
    }

    private static String about(OptionSpec option) {
        return first(option.description());
    }

    private static String first(String... sentences) {
        return sentences.length == 0 ? "" : sentences[0];
    }
}
