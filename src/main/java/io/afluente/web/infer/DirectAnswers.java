package io.afluente.web.infer;

import io.afluente.meter.Meters;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.LiveModel;
import io.afluente.stream.record.ImageCodec;
import io.afluente.web.infer.tensor.InferException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/**
 * Answers by the live model in this process. A few workers, each with a classifier of its own, take
 * what waits: the pictures of one request, or of several that came meanwhile, in one go. Nobody
 * waits for company. Versions swap between two goes.
 */
final class DirectAnswers implements Answerer {
    /** What a request may take, waiting included. */
    static final int PATIENCE_SECONDS = 10;

    private static final int CLOSE_MILLIS = 30_000;

    private final LiveModel live;
    private final BlockingQueue<DirectWorker.Waiting> queue;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final List<Thread> workers;

    /**
     * @param live is closed with this
     * @param mostWaiting requests that wait, at most
     */
    DirectAnswers(
            LiveModel live,
            ImageCodec codec,
            InferParts.Direct direct,
            int mostWaiting,
            Meters meters) {
        this.live = live;
        this.queue = new ArrayBlockingQueue<>(mostWaiting);
        live.allow(Duration.ofSeconds(PATIENCE_SECONDS));
        this.workers =
                IntStream.range(0, direct.threads())
                        .mapToObj(
                                i ->
                                        new DirectWorker(
                                                live, queue, codec, direct.sliceImages(), meters))
                        .map(worker -> new Thread(() -> work(worker), "infer"))
                        .toList();
        workers.forEach(worker -> worker.setDaemon(true));
        workers.forEach(Thread::start);
    }

    private void work(DirectWorker worker) {
        try {
            worker.run();
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        }
    }

    @Override
    public Optional<Served> served() {
        return Optional.ofNullable(live.current()).map(DirectAnswers::served);
    }

    private static Served served(Checkpoint now) {
        return new Served(now.version().toString(), now.network().spec());
    }

    @Override
    public List<Metadata.Tensor> outputs(Served served) {
        return Metadata.outputs(served, true, false);
    }

    /** As many as the model answers in time. */
    @Override
    public int mostImages(int allowed) {
        long nanos = Math.max(1, live.timeOfAnImage().toNanos());
        return (int) Math.max(1, Math.min(allowed, PATIENCE_SECONDS * 1_000_000_000L / nanos));
    }

    @Override
    public CompletableFuture<List<Answered>> answer(Question question) {
        CompletableFuture<List<Answered>> answers = new CompletableFuture<>();
        if (!queue.offer(new DirectWorker.Waiting(question, answers))) {
            throw InferException.unavailable("too many requests wait");
        }
        return Patience.of(
                answers,
                Duration.ofSeconds(PATIENCE_SECONDS),
                () ->
                        InferException.unavailable(
                                "its turn did not come in time; too many images wait"));
    }

    @Override
    public void check() {
        Throwable fault = failure.get();
        if (fault != null) {
            throw new IllegalStateException("answering over HTTP has failed: " + fault, fault);
        }
    }

    @Override
    public void close() {
        workers.forEach(Thread::interrupt);
        workers.forEach(DirectAnswers::join);
        List<DirectWorker.Waiting> left = new ArrayList<>();
        queue.drainTo(left);
        left.forEach(one -> one.answers().completeExceptionally(leaving()));
        live.close();
    }

    private static InferException leaving() {
        return InferException.unavailable("this process is about to end");
    }

    private static void join(Thread worker) {
        try {
            worker.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
