package io.afluente.stream.learn;

/** What was learned from can't be had again, so that nothing can be said of what came of it. */
public final class PictureGoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PictureGoneException(String what, Throwable cause) {
        super(what, cause);
    }
}
