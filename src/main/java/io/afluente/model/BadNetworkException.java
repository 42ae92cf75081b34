package io.afluente.model;

import io.afluente.image.OneLine;

/**
 * A network, or a file that should hold one, that can't be used. The message says why in one line,
 * whatever bytes it quotes.
 */
public class BadNetworkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadNetworkException(String message) {
        super(OneLine.of(message));
    }

    public BadNetworkException(String message, Throwable cause) {
        super(OneLine.of(message), cause);
    }
}
