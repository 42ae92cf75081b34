package io.afluente.web.infer;

import io.afluente.evaluate.ManyLabels;
import io.afluente.registry.Checkpoint;
import io.afluente.stream.client.Submissions;
import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.record.PredictionCodec;
import io.afluente.stream.record.PredictionRecord;
import io.afluente.stream.record.WatchedRecord;
import io.javalin.http.HttpStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Answers by way of the log: each picture becomes a record on the topic of images, and its
 * prediction is waited for. What was answered is on the log then, exactly once, and can be
 * labelled. Classifiers may run anywhere.
 */
final class LogAnswers implements Answerer {
    private static final int PATIENCE_SECONDS = 10;

    private final Submissions submissions;
    private final int topK;
    private final PredictionCodec predictions;
    private final Map<String, CompletableFuture<Answered>> waiting = new ConcurrentHashMap<>();
    private volatile Served serving;

    /**
     * @param submissions is closed with this
     * @param predictions reads them, whatever they are written as
     * @param topK how many of many labels predictions have; 0 for all
     */
    LogAnswers(Submissions submissions, PredictionCodec predictions, int topK) {
        this.submissions = submissions;
        this.predictions = predictions;
        this.topK = topK;
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
        String request = "http-" + UUID.randomUUID();
        Map<String, String> headers = new HashMap<>(question.trace());
        if (question.ink() != null) {
            headers.put(HeaderNames.INK, question.ink());
        }
        List<CompletableFuture<Answered>> answers =
                IntStream.range(0, question.pictures().size())
                        .mapToObj(i -> ask(request, i, question.pictures().get(i), headers))
                        .toList();
        return Patience.of(all(answers), PATIENCE_SECONDS, LogAnswers::late)
                .whenComplete((done, e) -> answers.forEach(answer -> answer.cancel(false)))
                .thenApply(done -> by(question.version(), done));
    }

    private CompletableFuture<Answered> ask(
            String request, int index, Picture picture, Map<String, String> headers) {
        String id = request + "-" + index;
        CompletableFuture<Answered> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        // however it ends, nobody waits for it then
        var unusedRemoval = answer.whenComplete((done, e) -> waiting.remove(id));
        var unusedSending =
                submissions
                        .image(id, picture.contentType(), picture.value(), headers)
                        .whenComplete(
                                (sent, e) -> {
                                    if (e != null) {
                                        answer.completeExceptionally(notTaken(e));
                                    }
                                });
        return answer;
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

    private static InferException late() {
        return new InferException(
                HttpStatus.GATEWAY_TIMEOUT,
                "no answer came within %d s; does a classifier run?".formatted(PATIENCE_SECONDS));
    }

    private static InferException notTaken(Throwable e) {
        return InferException.unavailable("Kafka did not take it: " + e.getMessage());
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
            int index = Integer.parseInt(record.key().replaceFirst(".*-", ""));
            answer.completeExceptionally(
                    InferException.ofPicture(index, record.deadLetter().reason()));
        }
    }

    @Override
    public void check() {}

    @Override
    public void close() {
        submissions.close();
        InferException end = InferException.unavailable("this process ends");
        List.copyOf(waiting.values()).forEach(answer -> answer.completeExceptionally(end));
    }
}
