package io.afluente.model.plan;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * Works through the shards of a step: by the thread that asks, and by others beside it. Which
 * thread takes which shard is left to chance, and changes no bit.
 */
final class ShardThreads implements AutoCloseable {
    private final int helpers;
    private final ExecutorService pool;

    /**
     * @param threads in all, the one that asks included
     */
    ShardThreads(int threads) {
        this.helpers = threads - 1;
        this.pool =
                helpers == 0 ? null : Executors.newFixedThreadPool(helpers, ShardThreads::named);
    }

    private static Thread named(Runnable work) {
        Thread thread = new Thread(work, "learn-shards");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Does the work for each shard, and comes back when all of it has ended, one way or another.
     */
    void each(int shards, IntConsumer work) {
        AtomicInteger next = new AtomicInteger();
        Runnable takeTurns =
                () -> {
                    for (int i = next.getAndIncrement(); i < shards; i = next.getAndIncrement()) {
                        work.accept(i);
                    }
                };
        CompletableFuture<?> others = others(Math.min(helpers, shards - 1), takeTurns);
        try {
            takeTurns.run();
        } finally {
            // nobody may go on to use, or to give back, the memory that they still work in
            others.handle((done, failure) -> done).join();
        }
        requireDone(others);
    }

    private CompletableFuture<?> others(int count, Runnable work) {
        return CompletableFuture.allOf(
                Stream.generate(() -> CompletableFuture.runAsync(work, pool))
                        .limit(count)
                        .toArray(CompletableFuture<?>[]::new));
    }

    private static void requireDone(CompletableFuture<?> others) {
        try {
            others.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.shutdown();
        }
    }
}
