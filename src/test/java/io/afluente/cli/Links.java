package io.afluente.cli;

import io.afluente.Document;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The links of a document to other files and headings of the project. */
record Links(Document from, String address) {
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)|src=\"([^\"]+)\"");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

    static List<Links> of(Document document) {
        return LINK.matcher(document.withoutBlocks())
                .results()
                .map(link -> link.group(1) == null ? link.group(2) : link.group(1))
                .filter(address -> !address.contains("://"))
                .map(address -> new Links(document, address))
                .toList();
    }

    boolean isThere() {
        String[] parts = address.split("#", 2);
        Path file = parts[0].isEmpty() ? from.file() : inFolder(parts[0]);
        return Files.exists(file)
                && (parts.length == 1 || anchors(new Document(file)).anyMatch(parts[1]::equals));
    }

    private Path inFolder(String relative) {
        Path folder = from.file().toAbsolutePath().getParent();
        return folder.resolve(relative).normalize();
    }

    private static Stream<String> anchors(Document document) {
        return HEADING.matcher(document.withoutBlocks())
                .results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\w -]", "").replace(' ', '-'));
    }

    @Override
    public String toString() {
        return from + ": " + address;
    }
}
