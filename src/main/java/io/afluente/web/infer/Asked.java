package io.afluente.web.infer;

import io.afluente.stream.client.Submissions;
import io.afluente.stream.record.HeaderNames;
import io.afluente.web.infer.tensor.InferException;
import io.afluente.web.infer.tensor.Picture;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A request on its way through Kafka: its pictures, and the prediction of each. */
final class Asked {
    private final String id = "http-" + UUID.randomUUID();
    private final Question question;
    private final List<CompletableFuture<Answered>> answers;
    private final AtomicInteger taken = new AtomicInteger();

    Asked(Question question) {
        this.question = question;
        this.answers =
                Stream.generate(() -> new CompletableFuture<Answered>())
                        .limit(question.pictures().size())
                        .toList();
    }

    /** The answers to come, one for each picture. */
    List<CompletableFuture<Answered>> answers() {
        return answers;
    }

    /** The id of a picture's record. */
    String id(int index) {
        return id + "-" + index;
    }

    /** Which picture of its request a record is, by its id. */
    static int indexIn(String id) {
        return Integer.parseInt(id.replaceFirst(".*-", ""));
    }

    /** Hands the pictures to Kafka, as long as somebody waits for them. May wait for brokers. */
    void send(Submissions to) {
        Map<String, String> headers = new HashMap<>(question.trace());
        if (question.ink() != null) {
            headers.put(HeaderNames.INK, question.ink());
        }
        for (int i = 0; i < answers.size(); i++) {
            CompletableFuture<Answered> answer = answers.get(i);
            if (!answer.isDone()) {
                Picture picture = question.pictures().get(i);
                var unused =
                        to.image(id(i), picture.contentType(), picture.value(), headers)
                                .whenComplete((at, e) -> sent(answer, e));
            }
        }
    }

    private void sent(CompletableFuture<Answered> answer, Throwable e) {
        if (e == null) {
            taken.incrementAndGet();
        } else {
            answer.completeExceptionally(
                    InferException.unavailable("Kafka did not take it: " + e.getMessage()));
        }
    }

    /** Whether all pictures are on the log. */
    boolean isTaken() {
        return taken.get() == answers.size();
    }
}
