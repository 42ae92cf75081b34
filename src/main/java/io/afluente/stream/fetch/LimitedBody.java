package io.afluente.stream.fetch;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** Takes the body of an answer, and hangs up as soon as there is too much of it. */
public final class LimitedBody implements BodySubscriber<byte[]> {
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Limit limit;
    private Subscription subscription;

    /** Says how much is too much. */
    @FunctionalInterface
    public interface Limit {
        /**
         * Why a part is too much; null where it is not.
         *
         * @param bytes with it
         * @param part of them
         */
        Exception refusal(long bytes, int part);
    }

    /**
     * @param limit asked before each part is kept
     */
    public LimitedBody(Limit limit) {
        this.limit = limit;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        for (ByteBuffer part : parts) {
            if (body.isDone()) {
                return;
            }
            int size = part.remaining();
            Exception refusal = limit.refusal((long) bytes.size() + size, size);
            if (refusal == null) {
                byte[] next = new byte[size];
                part.get(next);
                bytes.writeBytes(next);
            } else {
                subscription.cancel();
                body.completeExceptionally(refusal);
            }
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(bytes.toByteArray());
    }
}
