package io.afluente.stream.tracing;

import io.afluente.stream.record.RecordPosition;
import io.afluente.trace.Span;
import io.afluente.trace.SpanStart;
import io.afluente.trace.Tracing;
import org.apache.kafka.streams.processor.api.Record;

/** The spans of records that a task processes one by one. */
public final class RecordSpans {
    private final Tracing tracing;
    private final MessagingSpans messaging;
    private SpanStart process;

    /**
     * @param group that reads the records, all of one topic
     */
    public RecordSpans(Tracing tracing, String group) {
        this.tracing = tracing;
        this.messaging = new MessagingSpans(group);
    }

    /** Begins the span of a record, under what it came with. */
    public Span begin(Record<byte[], byte[]> record, RecordPosition source) {
        if (!tracing.isOn()) {
            return Span.NONE;
        }
        if (process == null) {
            process = messaging.process(source.topic());
        }
        Span span = tracing.start(process.under(RecordTrace.of(record.headers())));
        MessagingSpans.describe(span, source, record.key(), record.value());
        return span;
    }
}
