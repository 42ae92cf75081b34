package io.afluente.stream.classify;

import io.afluente.registry.LiveModel;
import io.afluente.stream.tracing.MessagingSpans;
import io.afluente.trace.Span;
import io.afluente.trace.SpanStart;
import io.afluente.trace.TraceContext;
import io.afluente.trace.Tracing;
import java.util.List;

/** Spans of what is done to answer images: to each by itself, and to all of a slice at once. */
final class SliceSpans {
    private static final SpanStart DECODE = SpanStart.internal("decode");
    private static final SpanStart FORWARD = SpanStart.internal("forward");

    private final Tracing tracing;

    SliceSpans(Tracing tracing) {
        this.tracing = tracing;
    }

    /** An image is read, as a part of what is done with it. */
    Span decode(PolledRow row) {
        return row.span().isRecording()
                ? tracing.start(DECODE.under(row.span().context()))
                : Span.NONE;
    }

    /**
     * The forward pass of several images: a trace of its own, since it is a part of none of theirs,
     * with links to and from each that is looked at.
     */
    Span forward(List<PolledRow> rows, LiveModel.Answering model) {
        if (!tracing.isOn()) {
            return Span.NONE;
        }
        List<Span> seen = rows.stream().map(PolledRow::span).filter(Span::isRecording).toList();
        if (seen.isEmpty()) {
            return Span.NONE;
        }
        List<TraceContext> images = seen.stream().map(Span::context).toList();
        Span span =
                tracing.start(
                        FORWARD.linkedTo(images)
                                .with(MessagingSpans.BATCH_COUNT, rows.size())
                                .with("afluente.model.name", model.spec().name())
                                .with("afluente.model.version", model.version().toString())
                                .with("afluente.engine", model.engine()));
        seen.forEach(image -> image.linkTo(span.context()));
        return span;
    }
}
