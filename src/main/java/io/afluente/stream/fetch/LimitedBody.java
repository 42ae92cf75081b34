package io.afluente.stream.fetch;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** Takes a picture's bytes, and hangs up as soon as there are too many of them. */
final class LimitedBody implements BodySubscriber<byte[]> {
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int most;
    private final ByteBudget budget;
    private Subscription subscription;

    /**
     * @param most bytes of this picture
     * @param budget of all that are fetched together
     */
    LimitedBody(int most, ByteBudget budget) {
        this.most = most;
        this.budget = budget;
    }

    static FetchException tooLarge(int most) {
        return FetchException.lasting("more than the %,d bytes allowed".formatted(most));
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
            if ((long) bytes.size() + part.remaining() > most) {
                hangUp(tooLarge(most));
            } else if (!budget.take(part.remaining())) {
                hangUp(new NoRoomException());
            } else {
                byte[] next = new byte[part.remaining()];
                part.get(next);
                bytes.writeBytes(next);
            }
        }
    }

    private void hangUp(RuntimeException why) {
        subscription.cancel();
        body.completeExceptionally(why);
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
