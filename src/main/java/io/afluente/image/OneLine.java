package io.afluente.image;

/**
 * Makes the words of a refusal fit for a log and for a header, whatever input they quote: one line,
 * no control characters, of bounded length.
 */
public final class OneLine {
    private static final int MAX_LENGTH = 500;

    private OneLine() {}

    /** The first line of a message; something else where it is empty. */
    public static String first(String message, String otherwise) {
        return String.valueOf(message).lines().findFirst().orElse(otherwise);
    }

    public static String of(String message) {
        String printable = String.valueOf(message).replaceAll("\\p{Cc}", "?");
        return printable.length() <= MAX_LENGTH ? printable : printable.substring(0, MAX_LENGTH);
    }
}
