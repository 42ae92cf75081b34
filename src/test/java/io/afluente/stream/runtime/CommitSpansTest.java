package io.afluente.stream.runtime;

import static io.afluente.trace.SeenSpans.number;
import static io.afluente.trace.SeenSpans.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.stream.tracing.RecordTrace;
import io.afluente.trace.SeenSpans;
import io.afluente.trace.TraceContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told of commits: what they settle, and whose records were waiting for them. */
class CommitSpansTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String GROUP = "group";

    private final SeenSpans seen = new SeenSpans();
    private final CommitSpans spans = new CommitSpans(seen.tracing());

    @AfterEach
    void close() {
        seen.close();
    }

    @Test
    void shouldLeadToTheRecordsThatWaitedForIt() {
        spans.sent(record("01"));
        spans.sent(record("00"));
        spans.sent(new ProducerRecord<>("any", new byte[0]));
        spans.begin(offsets("images"), GROUP);
        assertThat(seen.all()).isEmpty();
        spans.committed();

        SpanData commit = seen.only("commit images");
        assertThat(commit.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(commit.getLinks())
                .singleElement()
                .matches(link -> link.getSpanContext().getTraceId().equals(TRACE));
        assertThat(number(commit, "messaging.batch.message_count")).isEqualTo(3);
        assertThat(text(commit, "messaging.operation.name")).isEqualTo("commit");
        assertThat(text(commit, "messaging.operation.type")).isEqualTo("settle");
        assertThat(text(commit, "messaging.consumer.group.name")).isEqualTo("group");
        assertThat(text(commit, "messaging.destination.name")).isEqualTo("images");
    }

    @Test
    void shouldBeginAnewAfterEach() {
        spans.sent(record("01"));
        spans.begin(offsets("images", "feedback"), GROUP);
        spans.committed();
        spans.begin(offsets("images"), GROUP);
        spans.committed();

        assertThat(seen.only("commit").getLinks()).hasSize(1);
        assertThat(seen.all()).hasSize(1);
    }

    @Test
    void shouldTellThatOneCameToNothing() {
        spans.sent(record("01"));
        spans.begin(offsets("images"), GROUP);
        spans.aborted();
        spans.aborted();

        assertThat(seen.only("commit images").getStatus().getStatusCode())
                .isEqualTo(StatusCode.ERROR);
    }

    @Test
    void shouldKeepNoMoreLinksThanAnybodyLooksAt() {
        IntStream.range(0, 1000).forEach(i -> spans.sent(record("01")));
        spans.begin();
        spans.committed();

        assertThat(seen.only("commit").getTotalRecordedLinks()).isEqualTo(CommitSpans.MAX_LINKS);
        assertThat(number(seen.only("commit"), "messaging.batch.message_count")).isEqualTo(1000);
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(String... topics) {
        return Stream.of(topics)
                .collect(
                        Collectors.toMap(
                                topic -> new TopicPartition(topic, 0),
                                topic -> new OffsetAndMetadata(1)));
    }

    private static ProducerRecord<byte[], byte[]> record(String flags) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>("predictions", new byte[0]);
        RecordTrace.put(
                record.headers(),
                TraceContext.of("00-%s-b7ad6b7169203331-%s".formatted(TRACE, flags), null));
        return record;
    }
}
