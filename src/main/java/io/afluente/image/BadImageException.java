package io.afluente.image;

/**
 * Bytes that are no usable picture. The message is one line for the sender: it names the field,
 * says what was found and what is allowed, and repeats no more than a few bytes of the input.
 */
public final class BadImageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadImageException(String message) {
        super(OneLine.of(message));
    }

    public BadImageException(String message, Throwable cause) {
        super(OneLine.of(message), cause);
    }
}
