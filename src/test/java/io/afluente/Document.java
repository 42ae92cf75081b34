package io.afluente;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A document's own lines, for tests that hold it to what it says. */
public record Document(Path file) {
    /** What is shown first. */
    public static final Document README = new Document(Path.of("README.md"));

    public static final Document GUIDE = new Document(Path.of("src/docs/guide.md"));
    public static final Document OPERATE = new Document(Path.of("src/docs/operate.md"));

    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```(\\w+)\\n(.*?)^ *```$");
    private static final Pattern QUOTE = Pattern.compile("([`*])([^`*]+)\\1");
    private static final Pattern PROMPT = Pattern.compile("^ *\\$ (\\./)?");

    /** All that the project has. */
    public static List<Document> all() throws IOException {
        try (Stream<Path> own = Files.list(Path.of(""));
                Stream<Path> docs = Files.walk(Path.of("src/docs"))) {
            return Stream.concat(
                            Stream.concat(own, docs),
                            Stream.of(Path.of("clients/python/README.md")))
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .map(Document::new)
                    .toList();
        }
    }

    public String text() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All blocks of a language. */
    public List<String> blocks(String language) {
        Matcher blocks = BLOCK.matcher(text());
        return blocks.results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    /** The text without its blocks. */
    public String withoutBlocks() {
        return BLOCK.matcher(text()).replaceAll("");
    }

    /** All commands of the console, without the prompt, of a program. Continued lines are one. */
    public List<String> commands(String program) {
        return blocks("console").stream()
                .flatMap(block -> block.replaceAll("\\\\\\n *", "").lines())
                .filter(line -> PROMPT.matcher(line).find())
                .map(line -> PROMPT.matcher(line).replaceFirst(""))
                .filter(line -> line.startsWith(program + " "))
                .toList();
    }

    /** What people see when something is wrong, as the table of trouble quotes it. */
    public List<String> quotedTroubles() {
        String text = text();
        String table = text.substring(text.indexOf("| what you see |"));
        return table.lines()
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> QUOTE.matcher(line.split("\\|", -1)[1]))
                .filter(Matcher::find)
                .map(quote -> quote.group(2))
                .toList();
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
