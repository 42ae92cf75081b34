package io.afluente.stream.join;

import io.afluente.meter.Meters;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.processor.TaskId;

/** What is measured of labels that come later. Safe for any thread. */
final class JoinMeters {
    private final Meters.Counter right;
    private final Meters.Counter wrong;
    private final Meters.Counter unreadable;
    private final Meters.Counter repeated;
    private final Meters.Counter forgotten;
    private final Map<Rejection, Meters.Counter> unused = new EnumMap<>(Rejection.class);
    private final Map<TaskId, Long> bytes = new ConcurrentHashMap<>();

    JoinMeters(Meters meters) {
        right = meters.counter("answers.labeled", "right", "true");
        wrong = meters.counter("answers.labeled", "right", "false");
        unreadable = meters.counter("predictions.unreadable");
        repeated = meters.counter("records.repeated");
        forgotten = meters.counter("images.forgotten");
        for (Rejection outcome : Rejection.values()) {
            unused.put(outcome, meters.counter("labels.unused", "reason", outcome.wireName()));
        }
        meters.gauge(
                "waiting.bytes", () -> bytes.values().stream().mapToLong(Long::longValue).sum());
    }

    /** A label met its image, and the answer that was given at the time was right or not. */
    void joined(boolean answerWasRight) {
        (answerWasRight ? right : wrong).add(1);
    }

    /** A label went to the DLQ. */
    void unused(Rejection outcome) {
        unused.get(outcome).add(1);
    }

    /** A record on the topic of predictions is none. */
    void unreadable() {
        unreadable.add(1);
    }

    /** A record is read again that has done its work already. */
    void repeated() {
        repeated.add(1);
    }

    /** So many images were forgotten, because their topic was created again. */
    void forgotten(int images) {
        forgotten.add(images);
    }

    /** How much a task keeps now. */
    void kept(TaskId task, long size) {
        bytes.put(task, size);
    }

    /** A task is no longer here. */
    void gone(TaskId task) {
        bytes.remove(task);
    }
}
