package io.afluente.stream.classify;

import io.afluente.registry.Checkpoint;
import io.afluente.registry.LiveModel;
import io.afluente.trace.Span;
import io.afluente.trace.SpanStart;
import io.afluente.trace.Tracing;

/** Has versions go live, and tells of each. */
record Swaps(LiveModel live, Tracing tracing) {
    private static final SpanStart SWAP = SpanStart.internal("swap");

    void accept(Checkpoint checkpoint) {
        Span span = span(checkpoint);
        Span.LogScope ids = span.inLogs();
        try {
            live.accept(checkpoint);
        } catch (RuntimeException e) {
            span.fail(e.getClass().getSimpleName(), e.getMessage());
            throw e;
        } finally {
            ids.close();
            span.end();
        }
    }

    private Span span(Checkpoint checkpoint) {
        if (!tracing.isOn() || checkpoint.version().equals(live.version())) {
            return Span.NONE;
        }
        return tracing.start(
                SWAP.with("afluente.model.name", checkpoint.network().spec().name())
                        .with("afluente.model.version", checkpoint.version().toString()));
    }
}
