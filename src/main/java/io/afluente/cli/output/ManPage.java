package io.afluente.cli.output;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The manual page of one command, in roff: what {@code --help} says, for {@code man}. It has no
 * date, so that the same program always gives the same page.
 */
public final class ManPage {
    private final CommandSpec command;
    private final String version;
    private final StringBuilder page = new StringBuilder();

    /**
     * @param version of the program
     */
    public ManPage(CommandSpec command, String version) {
        this.command = command;
        this.version = version;
    }

    /** Such as {@code afluente-models-list}. */
    public String name() {
        return command.qualifiedName("-");
    }

    /** The page as a whole. */
    public String text() {
        line(
                ".TH \"%s\" 1 \"\" \"%s\" \"Afluente\""
                        .formatted(name().toUpperCase(Locale.ROOT), version));
        section("NAME");
        line(escaped(name()) + " \\- " + escaped(first()));
        section("SYNOPSIS");
        line(bold(command.qualifiedName()) + " " + synopsis());
        section("DESCRIPTION");
        paragraphs(command.usageMessage().description());
        arguments("ARGUMENTS", command.positionalParameters());
        arguments("OPTIONS", command.options());
        commands();
        exitCodes();
        examples();
        return page.toString();
    }

    private String first() {
        String[] description = command.usageMessage().description();
        return description.length == 0 ? "" : description[0];
    }

    private String synopsis() {
        StringBuilder words = new StringBuilder("[\\fIOPTIONS\\fR]");
        for (PositionalParamSpec parameter : command.positionalParameters()) {
            words.append(" \\fI").append(escaped(parameter.paramLabel())).append("\\fR");
        }
        if (!command.subcommands().isEmpty()) {
            words.append(" \\fICOMMAND\\fR");
        }
        return words.toString();
    }

    private void arguments(String title, List<? extends ArgSpec> arguments) {
        List<? extends ArgSpec> shown =
                arguments.stream().filter(argument -> !argument.hidden()).toList();
        if (!shown.isEmpty()) {
            section(title);
        }
        for (ArgSpec argument : shown) {
            line(".TP");
            line(bold(heading(argument)));
            paragraphs(argument.description());
        }
    }

    private static String heading(ArgSpec argument) {
        if (argument instanceof OptionSpec option) {
            String names = String.join(", ", option.names());
            return option.arity().max() == 0 ? names : names + "=" + option.paramLabel();
        }
        return argument.paramLabel();
    }

    private void commands() {
        if (command.subcommands().isEmpty()) {
            return;
        }
        section("COMMANDS");
        command.subcommands()
                .forEach(
                        (name, sub) -> {
                            line(".TP");
                            line(bold(name() + "-" + name) + "(1)");
                            paragraphs(sub.getCommandSpec().usageMessage().description());
                        });
    }

    private void exitCodes() {
        Map<String, String> codes = command.root().usageMessage().exitCodeList();
        section("EXIT STATUS");
        codes.forEach(
                (code, meaning) -> {
                    line(".TP");
                    line(bold(code));
                    paragraphs(meaning);
                });
    }

    private void examples() {
        String[] footer = command.usageMessage().footer();
        if (footer.length == 0) {
            return;
        }
        section("EXAMPLES");
        line(".nf");
        for (String example : footer) {
            line(escaped(example.formatted()));
        }
        line(".fi");
    }

    private void section(String title) {
        line(".SH " + title);
    }

    private void paragraphs(String... sentences) {
        for (String sentence : sentences) {
            line(escaped(sentence.formatted()));
        }
    }

    private void line(String text) {
        page.append(text).append('\n');
    }

    private static String bold(String text) {
        return "\\fB" + escaped(text) + "\\fR";
    }

    // a dot or a quote at the beginning of a line is an order to roff
    private static String escaped(String text) {
        String plain = text.replace("\\", "\\e").replace("-", "\\-").replace("\n", "\n.br\n");
        return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
    }
}
