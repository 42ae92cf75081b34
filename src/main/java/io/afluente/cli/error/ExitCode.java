package io.afluente.cli.error;

/** What the process says at its end. */
public final class ExitCode {
    public static final int OK = 0;

    /** A fault of Afluente's own. */
    public static final int OUR_FAULT = 1;

    /** A mistake of the caller's, or something in his surroundings that does not fit. */
    public static final int CALLERS_MISTAKE = 2;

    /** Nothing is wrong that can be seen, but this program can't compute it again. */
    public static final int NOT_COMPUTABLE = 4;

    private ExitCode() {}
}
