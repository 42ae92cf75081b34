package io.afluente.web.infer.tensor;

import io.afluente.image.BadImageException;
import io.afluente.image.OneLine;
import io.javalin.http.HttpStatus;

/** A request that gets no answer, with its status and one line for whoever sent it. */
public final class InferException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final HttpStatus status;

    public InferException(HttpStatus status, String message) {
        super(OneLine.of(message));
        this.status = status;
    }

    /** Something in the request is wrong; the message names the field. */
    public static InferException bad(String message) {
        return new InferException(HttpStatus.BAD_REQUEST, message);
    }

    /** One picture of the request is wrong. */
    public static InferException ofPicture(int index, BadImageException why) {
        return ofPicture(index, why.getMessage());
    }

    public static InferException ofPicture(int index, String why) {
        return bad("%s[%d]: %s".formatted(Tensors.IMAGES, index, why));
    }

    /** Nobody can answer now; later somebody may. */
    public static InferException unavailable(String message) {
        return new InferException(HttpStatus.SERVICE_UNAVAILABLE, message);
    }

    public HttpStatus status() {
        return status;
    }

    /** Whether the same request may be answered a little later. */
    public boolean isForNow() {
        return status == HttpStatus.SERVICE_UNAVAILABLE || status == HttpStatus.TOO_MANY_REQUESTS;
    }
}
