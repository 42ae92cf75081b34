package io.afluente.stream.format;

import io.afluente.image.OneLine;

/** A value that can't be read, with one line for its sender. */
public final class BadValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean passing;

    public BadValueException(String reason) {
        this(reason, false);
    }

    BadValueException(String reason, boolean passing) {
        super(OneLine.of(reason));
        this.passing = passing;
    }

    /** Whether the value may be fine, and only could not be read at this time. */
    public boolean isPassing() {
        return passing;
    }
}
