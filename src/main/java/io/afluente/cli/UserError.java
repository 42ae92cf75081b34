package io.afluente.cli;

/**
 * The caller's mistake, told in one line: what was wrong, where, and what to do about it. Ends the
 * command with exit code 2.
 */
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UserError(String message) {
        super(message);
    }

    public UserError(String message, Throwable cause) {
        super(message, cause);
    }
}
