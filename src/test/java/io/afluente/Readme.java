package io.afluente;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The README's own lines, for tests that hold it to what it says. */
public final class Readme {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");

    private static final Pattern QUOTE = Pattern.compile("([`*])([^`*]+)\\1");

    private Readme() {}

    /** All blocks of a language. */
    public static List<String> blocks(String language) throws IOException {
        Matcher blocks = BLOCK.matcher(Files.readString(Path.of("README.md")));
        return blocks.results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    /** All commands of the console, without the prompt, that begin with a word. */
    public static List<String> commands(String first) throws IOException {
        return blocks("console").stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("$ " + first + " "))
                .map(line -> line.substring(2))
                .toList();
    }

    /** What people see when something is wrong, as the table of trouble quotes it. */
    public static List<String> quotedTroubles() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String table = readme.substring(readme.indexOf("| what you see |"));
        return table.lines()
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> QUOTE.matcher(line.split("\\|", -1)[1]))
                .filter(Matcher::find)
                .map(quote -> quote.group(2))
                .toList();
    }
}
