package io.afluente.setting;

/**
 * The caller's mistake, told in one line: what was wrong, where, and what to do about it. Ends the
 * command with exit code 2.
 */
public final class UserException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UserException(String message) {
        super(message);
    }

    public UserException(String message, Throwable cause) {
        super(message, cause);
    }
}
