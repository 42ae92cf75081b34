package io.afluente.web.page;

import io.afluente.stream.record.PredictionRecord;
import io.afluente.stream.record.RecordPosition;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Pictures of the page that are on their way through Kafka, and who waits for what becomes of them.
 */
final class Replies {
    /** What became of a picture: an answer, or the reason why it has none. */
    record Reply(
            String id,
            Integer label,
            Float confidence,
            float[] probabilities,
            String version,
            RecordPosition source,
            String reason) {
        static Reply of(PredictionRecord answer) {
            return new Reply(
                    answer.id(),
                    answer.prediction().label(),
                    answer.prediction().confidence(),
                    answer.prediction().probabilities(),
                    answer.version(),
                    answer.source(),
                    null);
        }

        static Reply refused(String id, String reason) {
            return new Reply(id, null, null, null, null, null, reason);
        }
    }

    private final Map<String, CompletableFuture<Reply>> waiting = new ConcurrentHashMap<>();

    /** To be asked for before the picture is sent. Cancel it to stop waiting. */
    CompletableFuture<Reply> to(String id) {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        waiting.put(id, reply);
        var unused = reply.whenComplete((done, e) -> waiting.remove(id));
        return reply;
    }

    int waiting() {
        return waiting.size();
    }

    boolean isWaitedFor(String id) {
        return !waiting.isEmpty() && waiting.containsKey(id);
    }

    void arrived(Reply reply) {
        CompletableFuture<Reply> waiter = waiting.get(reply.id());
        if (waiter != null) {
            waiter.complete(reply);
        }
    }
}
