package io.afluente.web;

import java.nio.file.Path;

/**
 * A certificate or a key that HTTP can't be served with: one line that says which file, and why.
 */
public final class BadTlsFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadTlsFileException(Path file, String why) {
        super(file + ": " + why);
    }

    BadTlsFileException(Path file, String why, Throwable cause) {
        super(file + ": " + why, cause);
    }
}
