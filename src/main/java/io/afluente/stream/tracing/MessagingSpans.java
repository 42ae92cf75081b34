package io.afluente.stream.tracing;

import io.afluente.stream.record.BadRecordException;
import io.afluente.stream.record.RecordPosition;
import io.afluente.trace.Span;
import io.afluente.trace.SpanStart;
import java.nio.charset.StandardCharsets;

/** How the spans of a consumer group begin, and what each says of its record. */
public final class MessagingSpans {
    public static final String BATCH_COUNT = "messaging.batch.message_count";

    /** Keys are ids and short; a longer one is cut. */
    static final int MAX_KEY_BYTES = 128;

    private final String group;

    /**
     * @param group whose members do the work
     */
    public MessagingSpans(String group) {
        this.group = group;
    }

    /** One record of a topic is processed. */
    public SpanStart process(String topic) {
        return of("process", "process", SpanStart.Kind.CONSUMER, topic);
    }

    /** What has been read of a topic is settled. */
    public SpanStart commit(String topic) {
        return of("commit", "settle", SpanStart.Kind.CLIENT, topic);
    }

    /** What has been read of several topics is settled. */
    public SpanStart commit() {
        return of("commit", "commit", "settle", SpanStart.Kind.CLIENT);
    }

    private SpanStart of(String operation, String type, SpanStart.Kind kind, String topic) {
        return of(operation + " " + topic, operation, type, kind)
                .with("messaging.destination.name", topic);
    }

    private SpanStart of(String name, String operation, String type, SpanStart.Kind kind) {
        return SpanStart.of(name, kind)
                .with("messaging.system", "kafka")
                .with("messaging.operation.name", operation)
                .with("messaging.operation.type", type)
                .with("messaging.consumer.group.name", group);
    }

    /** Says which record it is. */
    public static void describe(Span span, RecordPosition position, byte[] key, byte[] value) {
        if (!span.isRecording()) {
            return;
        }
        span.set("messaging.destination.partition.id", String.valueOf(position.partition()));
        span.set("messaging.kafka.offset", position.offset());
        if (key != null) {
            span.set("messaging.kafka.message.key", text(key));
        }
        if (value != null) {
            span.set("messaging.message.body.size", value.length);
        }
    }

    /** Says why a record was not processed: of a bad one the field, as dead letters are counted. */
    public static void fail(Span span, RuntimeException fault) {
        String reason = fault.getMessage();
        int colon = reason == null ? -1 : reason.indexOf(':');
        boolean bad = fault instanceof BadRecordException && colon > 0;
        span.fail(bad ? reason.substring(0, colon) : fault.getClass().getSimpleName(), reason);
    }

    private static String text(byte[] key) {
        return new String(key, 0, Math.min(key.length, MAX_KEY_BYTES), StandardCharsets.UTF_8);
    }
}
