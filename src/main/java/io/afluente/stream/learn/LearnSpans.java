package io.afluente.stream.learn;

import io.afluente.learn.CheckpointDecision;
import io.afluente.learn.MiniBatchScore;
import io.afluente.stream.record.RecordPosition;
import io.afluente.stream.tracing.MessagingSpans;
import io.afluente.stream.tracing.RecordSpans;
import io.afluente.trace.Span;
import io.afluente.trace.SpanStart;
import io.afluente.trace.TraceContext;
import io.afluente.trace.Tracing;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Spans of learning: of each labelled record, of each mini-batch with links to the records that it
 * was made of, and of each checkpoint as a part of the mini-batch that led to it.
 */
final class LearnSpans {
    /** What OpenTelemetry keeps of a span. */
    static final int MAX_LINKS = 128;

    private static final SpanStart LEARN = SpanStart.internal("learn");
    private static final SpanStart CHECKPOINT = SpanStart.internal("checkpoint");

    private final Tracing tracing;
    private final String model;
    private final RecordSpans records;
    private final List<TraceContext> examples = new ArrayList<>();

    /**
     * @param model that learns
     * @param group that reads the labelled records
     */
    LearnSpans(Tracing tracing, String model, String group) {
        this.tracing = tracing;
        this.model = model;
        this.records = new RecordSpans(tracing, group);
    }

    /** A record is processed. */
    Span process(Record<byte[], byte[]> record, RecordPosition source) {
        return records.begin(record, source);
    }

    /** A record was taken, and belongs to the mini-batch that closes next. */
    void taken(Span process) {
        if (process.isRecording() && examples.size() < MAX_LINKS) {
            examples.add(process.context());
        }
    }

    /**
     * A mini-batch was learned.
     *
     * @param since when its last record was taken, by {@link System#nanoTime}
     */
    Span step(MiniBatchScore score, long since) {
        if (!tracing.isOn()) {
            return Span.NONE;
        }
        Span span =
                tracing.start(
                        LEARN.linkedTo(examples)
                                .since(since)
                                .with("afluente.model.name", model)
                                .with("afluente.mini_batch", score.miniBatch())
                                .with("afluente.offset.from", score.fromOffset())
                                .with("afluente.offset.to", score.toOffset())
                                .with(MessagingSpans.BATCH_COUNT, score.examples()));
        examples.clear();
        return span;
    }

    /** A checkpoint is published, as a part of that step or by order. */
    Span checkpoint(Span step, CheckpointDecision cut) {
        if (!tracing.isOn()) {
            return Span.NONE;
        }
        return tracing.start(
                CHECKPOINT
                        .under(step.context())
                        .with("afluente.model.name", model)
                        .with("afluente.model.version", cut.checkpoint().version().toString())
                        .with("afluente.model.candidate", cut.candidate()));
    }
}
