package io.afluente.cli;

import io.afluente.Document;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The sentences of a document. Tables, blocks and pictures have none; an item of a list is one. */
final class Sentences {
    private static final Pattern PICTURE = Pattern.compile("!\\[[^]]*]\\([^)]*\\)|<img[^>]*>");
    private static final Pattern ADDRESS = Pattern.compile("]\\([^)]*\\)");
    private static final Pattern TABLE = Pattern.compile("(?m)^ *\\|.*$");
    private static final Pattern PARAGRAPH =
            Pattern.compile("\\n\\s*\\n|\\n(?=\\s*(?:- |\\d+\\. |#))");
    private static final Pattern END = Pattern.compile("(?<=[.!?])[*\"]*\\s+");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private Sentences() {}

    static List<String> of(Document document) {
        String text = PICTURE.matcher(document.withoutBlocks()).replaceAll("");
        text = TABLE.matcher(ADDRESS.matcher(text).replaceAll("]")).replaceAll("");
        return PARAGRAPH
                .splitAsStream(text)
                .map(paragraph -> SPACE.matcher(paragraph.strip()).replaceAll(" "))
                .flatMap(END::splitAsStream)
                .toList();
    }

    /** Code between two ticks is one word. */
    static int words(String sentence) {
        String[] words = sentence.replaceAll("`[^`]*`", "code").split(" ", -1);
        return (int) Arrays.stream(words).filter(word -> word.matches(".*\\w.*")).count();
    }
}
