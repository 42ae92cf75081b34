package io.afluente.stream.classify;

import io.afluente.stream.tracing.MessagingSpans;
import io.afluente.stream.tracing.RecordTrace;
import io.afluente.trace.Span;
import io.afluente.trace.SpanStart;
import io.afluente.trace.Tracing;
import java.util.List;

/**
 * The span of each image: from the start of its slice, so that every image of a slice shows the
 * time that it took, and not the first one alone; to its own answer or dead letter.
 */
final class ImageSpans {
    private final Tracing tracing;
    private final SpanStart process;

    /**
     * @param topic of the images
     * @param group that reads them
     */
    ImageSpans(Tracing tracing, String topic, String group) {
        this.tracing = tracing;
        this.process = new MessagingSpans(group).process(topic);
    }

    /** Begins those of a slice, each under what its image came with. */
    void begin(List<PolledRow> slice) {
        if (!tracing.isOn()) {
            return;
        }
        for (PolledRow row : slice) {
            // one that did not fit into the last slice has begun there
            if (row.span() == Span.NONE) {
                row.trace(tracing.start(process.under(RecordTrace.of(row.headers()))));
            }
        }
    }
}
