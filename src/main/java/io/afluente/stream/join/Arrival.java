package io.afluente.stream.join;

import io.afluente.stream.record.RecordPosition;

/**
 * A record as it came in on one of the topics that are joined; its headers travel beside it.
 *
 * @param kind the topic it came in on
 * @param source where it lies there
 * @param topicId Kafka's own of the topic; empty where nobody knows
 * @param key as it came; may be null
 * @param value as it came; null where it is of no use
 */
record Arrival(Kind kind, RecordPosition source, String topicId, byte[] key, byte[] value) {
    /** What there is to join. */
    enum Kind {
        IMAGE,
        PREDICTION,
        FEEDBACK
    }
}
