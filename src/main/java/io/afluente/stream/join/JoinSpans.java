package io.afluente.stream.join;

import io.afluente.stream.tracing.RecordTrace;
import io.afluente.trace.Span;
import io.afluente.trace.SpanStart;
import io.afluente.trace.TraceContext;
import io.afluente.trace.Tracing;
import java.util.List;
import org.apache.kafka.common.header.Headers;

/** Spans of labels: of each that met its image and answer, and of each that can't be used. */
final class JoinSpans {
    private static final SpanStart JOIN = SpanStart.internal("join");

    private final Tracing tracing;

    JoinSpans(Tracing tracing) {
        this.tracing = tracing;
    }

    /** Where a record stands in a trace; nowhere if nobody looks. */
    TraceContext placeOf(Headers headers) {
        return tracing.isOn() ? RecordTrace.of(headers) : TraceContext.NONE;
    }

    /**
     * A label has met its image: a consequence of the answer that it is about, with a link to who
     * gave it.
     */
    Span joined(TraceContext answer, Claim claim) {
        if (!tracing.isOn()) {
            return Span.NONE;
        }
        TraceContext label = RecordTrace.of(claim.headers());
        boolean both = answer.isValid() && label.isValid();
        return tracing.start(
                JOIN.under(answer.isValid() ? answer : label)
                        .linkedTo(both ? List.of(label) : List.of()));
    }

    /** A label can't be used. */
    void refused(Claim claim, Rejection outcome, String why) {
        if (tracing.isOn()) {
            tracing.start(JOIN.under(RecordTrace.of(claim.headers())))
                    .fail(outcome.wireName(), why)
                    .end();
        }
    }
}
