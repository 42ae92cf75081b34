package io.afluente.web.page;

import io.afluente.model.Answer;
import io.afluente.model.Prediction;
import io.afluente.model.TopLabels;
import io.afluente.stream.record.PredictionRecord;
import io.afluente.stream.record.RecordPosition;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Pictures of the page that are on their way through Kafka, and who waits for what becomes of them.
 */
final class Replies {
    /** As many labels as the page shows of an answer. */
    private static final int SHOWN = 100;

    /**
     * What became of a picture: an answer, or the reason why it has none.
     *
     * @param top the most probable labels of the answer, in falling order
     */
    record Reply(
            String id,
            Integer label,
            Float confidence,
            List<TopLabels.Ranked> top,
            String version,
            RecordPosition source,
            String reason) {
        static Reply of(PredictionRecord answer) {
            return new Reply(
                    answer.id(),
                    answer.prediction().label(),
                    answer.prediction().confidence(),
                    top(answer.prediction()).ranked(),
                    answer.version(),
                    answer.source(),
                    null);
        }

        private static TopLabels top(Answer answer) {
            if (answer instanceof Prediction all) {
                return TopLabels.of(all, SHOWN);
            }
            return (TopLabels) answer;
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
