package io.afluente.stream;

/** A topology has stopped because something of ours failed; the cause is what. */
public final class StreamsFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StreamsFailed(String name, Throwable cause) {
        super(name + " has stopped: " + cause, cause);
    }
}
