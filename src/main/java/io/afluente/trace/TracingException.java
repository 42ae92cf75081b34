package io.afluente.trace;

/** The environment asks for spans in a way that can't be; one line says which variable is wrong. */
public final class TracingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TracingException(String message) {
        super(message);
    }
}
