package io.afluente.stream.runtime;

import io.afluente.stream.tracing.MessagingSpans;
import io.afluente.stream.tracing.RecordTrace;
import io.afluente.trace.Span;
import io.afluente.trace.SpanStart;
import io.afluente.trace.TraceContext;
import io.afluente.trace.Tracing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The span of each commit of a producer, which whoever reads its records has waited for, with links
 * to where those records stand in their traces. Belongs to one thread.
 */
final class CommitSpans {
    /** What OpenTelemetry keeps of a span. */
    static final int MAX_LINKS = 128;

    private final Tracing tracing;
    private final List<TraceContext> seen = new ArrayList<>();
    private long records;
    private Span span = Span.NONE;

    CommitSpans(Tracing tracing) {
        this.tracing = tracing;
    }

    /** A record is sent, and waits for a commit. */
    void sent(ProducerRecord<?, ?> record) {
        if (!tracing.isOn()) {
            return;
        }
        records++;
        TraceContext place =
                seen.size() < MAX_LINKS ? RecordTrace.of(record.headers()) : TraceContext.NONE;
        if (place.isSampled()) {
            seen.add(place);
        }
    }

    /** A transaction's end begins with what has been read; one that has sent nothing is quiet. */
    void begin(Map<TopicPartition, OffsetAndMetadata> offsets, String group) {
        if (records == 0) {
            return;
        }
        Set<String> topics = new TreeSet<>();
        offsets.keySet().forEach(partition -> topics.add(partition.topic()));
        MessagingSpans spans = new MessagingSpans(group);
        start(topics.size() == 1 ? spans.commit(topics.iterator().next()) : spans.commit());
    }

    /** A commit without a transaction begins. */
    void begin() {
        if (records > 0) {
            start(SpanStart.of("commit", SpanStart.Kind.CLIENT).with("messaging.system", "kafka"));
        }
    }

    private void start(SpanStart commit) {
        span = tracing.start(commit.linkedTo(seen).with(MessagingSpans.BATCH_COUNT, records));
    }

    /** All of it is there to be read. */
    void committed() {
        span.end();
        clear();
    }

    /** Nothing of it will ever be read; what it was made of is read again. */
    void aborted() {
        span.fail("aborted", "what is not committed is done again");
        committed();
    }

    private void clear() {
        span = Span.NONE;
        records = 0;
        seen.clear();
    }
}
