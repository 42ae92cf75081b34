package io.afluente.image;

/**
 * Makes the words of a refusal fit for a log and for a header, whatever input they quote: one line,
 * no control characters, of bounded length.
 */
public final class OneLine {
    private static final int LONGEST = 500;

    private OneLine() {}

    public static String of(String message) {
        String printable = String.valueOf(message).replaceAll("\\p{Cc}", "?");
        return printable.length() <= LONGEST ? printable : printable.substring(0, LONGEST);
    }
}
