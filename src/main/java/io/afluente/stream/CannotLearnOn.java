package io.afluente.stream;

/**
 * The learner can't go on from what is stored, and only whoever runs it can say how else; the
 * message says which ways there are.
 */
public abstract class CannotLearnOn extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotLearnOn(String message) {
        super(message);
    }

    CannotLearnOn(String message, Throwable cause) {
        super(message, cause);
    }
}
