package io.afluente.web.infer;

import io.afluente.evaluate.ManyLabels;
import io.afluente.registry.Checkpoint;
import io.afluente.stream.client.Submissions;
import io.afluente.stream.client.WatchedRecord;
import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.record.PredictionCodec;
import io.afluente.stream.record.PredictionRecord;
import io.afluente.web.infer.tensor.InferException;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Answers by way of the log: each picture becomes a record on the topic of images, and its
 * prediction is waited for. What was answered is on the log then, exactly once, and can be
 * labelled. Classifiers may run anywhere.
 */
final class LogAnswers implements Answerer {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SendingThread sending;
    private final int topK;
    private final Duration patience;
    private final PredictionCodec predictions;
    private final Map<String, CompletableFuture<Answered>> waiting = new ConcurrentHashMap<>();
    private volatile Served serving;

    /**
     * @param submissions is closed with this
     * @param predictions reads them, whatever they are written as
     * @param topK how many of many labels predictions have; 0 for all
     * @param mostWaiting requests that wait for Kafka to take them, at most
     */
    LogAnswers(Submissions submissions, PredictionCodec predictions, int topK, int mostWaiting) {
        this(submissions, predictions, topK, mostWaiting, PATIENCE);
    }

    /** The same with another patience. */
    LogAnswers(
            Submissions submissions,
            PredictionCodec predictions,
            int topK,
            int mostWaiting,
            Duration patience) {
        this.sending = new SendingThread(submissions, mostWaiting);
        this.predictions = predictions;
        this.topK = topK;
        this.patience = patience;
    }

    /** A version serves from now on, wherever classifiers run. */
    void serve(Checkpoint checkpoint) {
        serving = new Served(checkpoint.version().toString(), checkpoint.network().spec());
    }

    @Override
    public Optional<Served> served() {
        return Optional.ofNullable(serving);
    }

    @Override
    public List<Metadata.Tensor> outputs(Served served) {
        boolean all = topK == 0 || !ManyLabels.are(served.spec().labels().size());
        return Metadata.outputs(served, all, true);
    }

    @Override
    public int mostImages(int allowed) {
        return allowed;
    }

    @Override
    public CompletableFuture<List<Answered>> answer(Question question) {
        Versions.require(question.version(), serving.version());
        Asked asked = new Asked(question);
        await(asked);
        CompletableFuture<List<Answered>> all =
                Patience.of(all(asked.answers()), patience, () -> late(asked))
                        .whenComplete(
                                (done, e) ->
                                        asked.answers().forEach(answer -> answer.cancel(false)))
                        .thenApply(done -> by(question.version(), done));
        if (!sending.offer(asked)) {
            asked.answers().get(0).completeExceptionally(crowded());
        }
        return all;
    }

    private void await(Asked asked) {
        for (int i = 0; i < asked.answers().size(); i++) {
            String id = asked.id(i);
            CompletableFuture<Answered> answer = asked.answers().get(i);
            waiting.put(id, answer);
            // however it ends, nobody waits for it then
            var unusedRemoval = answer.whenComplete((done, e) -> waiting.remove(id));
        }
    }

    private static CompletableFuture<List<Answered>> all(List<CompletableFuture<Answered>> each) {
        CompletableFuture<List<Answered>> all = new CompletableFuture<>();
        var unused =
                CompletableFuture.allOf(each.toArray(CompletableFuture<?>[]::new))
                        .thenRun(
                                () ->
                                        all.complete(
                                                each.stream()
                                                        .map(CompletableFuture::join)
                                                        .toList()));
        // the first that fails is told at once
        each.forEach(
                one ->
                        one.exceptionally(
                                e -> {
                                    all.completeExceptionally(Patience.unchecked(e));
                                    return null;
                                }));
        return all;
    }

    /** Another version may have begun to serve meanwhile. */
    private static List<Answered> by(Optional<String> version, List<Answered> answers) {
        answers.forEach(answer -> Versions.require(version, answer.version()));
        return answers;
    }

    private InferException late(Asked asked) {
        if (asked.isTaken()) {
            return new InferException(
                    HttpStatus.GATEWAY_TIMEOUT,
                    "no answer came within %d s; does a classifier run?"
                            .formatted(patience.toSeconds()));
        }
        return InferException.unavailable(
                "Kafka did not take it within %d s".formatted(patience.toSeconds()));
    }

    private static InferException crowded() {
        return InferException.unavailable("too many requests wait for Kafka");
    }

    /** A prediction has come. */
    void takePrediction(WatchedRecord record) {
        CompletableFuture<Answered> answer = waiting.get(record.key());
        if (answer == null) {
            return;
        }
        try {
            PredictionRecord prediction = record.read(predictions);
            answer.complete(
                    new Answered(
                            prediction.prediction(),
                            prediction.version(),
                            record.header(HeaderNames.ENGINE).orElse(null),
                            prediction.id()));
        } catch (RuntimeException e) {
            answer.completeExceptionally(
                    new InferException(HttpStatus.BAD_GATEWAY, "its prediction can't be read"));
        }
    }

    /** A picture has become a dead letter. */
    void takeDeadLetter(WatchedRecord record) {
        CompletableFuture<Answered> answer = waiting.get(record.key());
        if (answer != null) {
            answer.completeExceptionally(
                    InferException.ofPicture(
                            Asked.indexIn(record.key()), record.deadLetter().reason()));
        }
    }

    @Override
    public void check() {
        sending.check();
    }

    @Override
    public void close() {
        sending.close();
        InferException end = InferException.unavailable("this process ends");
        List.copyOf(waiting.values()).forEach(answer -> answer.completeExceptionally(end));
    }
}
