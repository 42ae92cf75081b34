package io.afluente.model;

/** A network, or a file that should hold one, that can't be used; the message says why. */
public final class BadNetwork extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadNetwork(String message) {
        super(message);
    }

    public BadNetwork(String message, Throwable cause) {
        super(message, cause);
    }
}
