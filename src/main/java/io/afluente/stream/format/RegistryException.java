package io.afluente.stream.format;

import io.afluente.image.OneLine;

/** What a registry refused, or that it could not be asked, in one line. */
public final class RegistryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Whose turn it is. */
    enum Cause {
        /** It gave no answer, or said that it is not well. */
        AWAY,
        /** It has no such thing. */
        UNKNOWN,
        /** It won't. */
        REFUSED
    }

    private final Cause why;

    RegistryException(Cause why, String reason) {
        super(OneLine.of(reason));
        this.why = why;
    }

    Cause why() {
        return why;
    }
}
