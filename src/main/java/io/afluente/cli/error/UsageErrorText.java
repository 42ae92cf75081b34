package io.afluente.cli.error;

import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;

/**
 * Tells what is wrong with a command line as wrong settings are told: what must be, what was given.
 */
public final class UsageErrorText {
    private static final Pattern VALUE =
            Pattern.compile(
                    "Invalid value for (?:option '(--[^']+)'(?: \\([^)]*\\))?"
                            + "|positional parameter at index \\S+ \\(([^)]*)\\)): (.*)",
                    Pattern.DOTALL);
    private static final Pattern CHOICE =
            Pattern.compile("expected one of \\[.*] \\(case-\\w+\\) but was '(.*)'");

    private UsageErrorText() {}

    public static String tell(ParameterException e) {
        String message = e.getMessage().replaceFirst("^Error: ", "");
        var value = VALUE.matcher(message);
        if (!value.matches()) {
            return lowerFirst(message);
        }
        String place = value.group(1) == null ? value.group(2) : value.group(1);
        var choice = CHOICE.matcher(value.group(3));
        return place
                + ": "
                + (choice.matches()
                        ? "must be " + choices(e.getArgSpec()) + ", got \"" + choice.group(1) + "\""
                        : value.group(3));
    }

    private static String choices(ArgSpec option) {
        return String.join(" or ", option.completionCandidates());
    }

    // an option keeps the case of what it names
    private static String lowerFirst(String message) {
        return message.startsWith("--")
                ? message
                : message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }
}
