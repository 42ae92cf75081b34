package io.afluente.stream.runtime;

/**
 * The learner can't go on from what is stored, and only whoever runs it can say how else; the
 * message says which ways there are.
 */
public abstract class CannotLearnOnException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CannotLearnOnException(String message) {
        super(message);
    }

    public CannotLearnOnException(String message, Throwable cause) {
        super(message, cause);
    }
}
