package io.afluente.cli.output;

/** Makes text from outside fit for a line of a table. */
public final class Text {
    private Text() {}

    /** Without what could steer a terminal. */
    public static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    /** Printable and of one width: padded on the right, or with its middle left out. */
    static String fit(String text, int width) {
        String shown = printable(text);
        if (shown.length() > width) {
            int end = width / 2;
            shown =
                    shown.substring(0, width - end - 1)
                            + "…"
                            + shown.substring(shown.length() - end);
        }
        return String.format("%-" + width + "s", shown);
    }
}
