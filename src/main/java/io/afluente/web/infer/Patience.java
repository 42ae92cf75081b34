package io.afluente.web.infer;

import io.afluente.web.infer.tensor.InferException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Waits for an answer no longer than so long. */
final class Patience {
    private Patience() {}

    /** The same answer; where it does not come in time the refusal in its place. */
    static <T> CompletableFuture<T> of(
            CompletableFuture<T> answer, Duration patience, Supplier<InferException> late) {
        return answer.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(
                        e -> {
                            throw e instanceof TimeoutException ? late.get() : unchecked(e);
                        });
    }

    /** What a future has failed with, without what is wrapped around it. */
    static RuntimeException unchecked(Throwable e) {
        Throwable cause = e;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof RuntimeException known
                ? known
                : new IllegalStateException(cause.toString(), cause);
    }
}
