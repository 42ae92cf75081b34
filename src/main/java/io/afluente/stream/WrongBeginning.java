package io.afluente.stream;

/** A line of versions can't begin, or go on, from what its learner was told to. */
public final class WrongBeginning extends CannotLearnOn {
    private static final long serialVersionUID = 1L;

    public WrongBeginning(String message) {
        super(message);
    }

    public WrongBeginning(String message, Throwable cause) {
        super(message, cause);
    }
}
