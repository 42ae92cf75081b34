package io.afluente.stream.learn;

import io.afluente.stream.runtime.CannotLearnOnException;

/** A line of versions can't begin, or go on, from what its learner was told to. */
public final class WrongBeginningException extends CannotLearnOnException {
    private static final long serialVersionUID = 1L;

    public WrongBeginningException(String message) {
        super(message);
    }

    public WrongBeginningException(String message, Throwable cause) {
        super(message, cause);
    }
}
