package io.afluente.stream.runtime;

import io.afluente.stream.topic.TopicFile;

/**
 * The timestamp of a dead letter: that of its record, so that it is found where it belongs in time.
 * Kafka deletes by timestamps, so a letter of a record that is old already would be gone before
 * anybody has read it; and brokers refuse times to come. Both get the time of now.
 *
 * @param kept how long the DLQ keeps its records, in milliseconds; negative for ever
 */
public record DeadLetterTime(long kept) {
    /** By what the file of a DLQ says. */
    public static DeadLetterTime of(TopicFile dlq) {
        return new DeadLetterTime(Long.parseLong(dlq.config().getOrDefault("retention.ms", "-1")));
    }

    /**
     * The timestamp, at least half of the retention before its end.
     *
     * @param recorded timestamp of the record
     * @param now the time, in milliseconds
     */
    public long of(long recorded, long now) {
        boolean old = recorded < 0 || (kept >= 0 && now - recorded > kept / 2);
        return old ? now : Math.min(recorded, now);
    }
}
