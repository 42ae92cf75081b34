package io.afluente.model;

/**
 * A network, or a file that should hold one, that can't be used. The message says why in one line,
 * whatever bytes it quotes.
 */
public final class BadNetwork extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int MAX_LENGTH = 500;

    public BadNetwork(String message) {
        super(oneLine(message));
    }

    public BadNetwork(String message, Throwable cause) {
        super(oneLine(message), cause);
    }

    private static String oneLine(String message) {
        String printable = message.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= MAX_LENGTH ? printable : printable.substring(0, MAX_LENGTH);
    }
}
