package io.afluente.stream.fetch;

/** The process ends while it waits for a picture; nothing is wrong with that. */
public final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoppedException() {
        super("stopped while it waited for a picture");
    }
}
