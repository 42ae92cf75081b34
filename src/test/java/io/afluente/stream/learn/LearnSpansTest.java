package io.afluente.stream.learn;

import static io.afluente.stream.learn.TopologyDriver.TOPICS;
import static io.afluente.trace.SeenSpans.number;
import static io.afluente.trace.SeenSpans.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.TestNetworks;
import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.record.ImageCodec;
import io.afluente.trace.SeenSpans;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of learning: each record, each mini-batch of four, a checkpoint at each second. */
class LearnSpansTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private final SeenSpans spans = new SeenSpans();
    @TempDir private Path folder;
    private TopologyDriver driver;

    @BeforeEach
    void start() {
        driver =
                TopologyDriver.learn(
                        LearnTopologyTest.topology(folder, TOPICS, spans.tracing()).get(),
                        folder.resolve("state"));
    }

    @AfterEach
    void stop() {
        driver.close();
        spans.close();
    }

    @Test
    void shouldTellOfARecordUnderTheTraceThatItCameWith() {
        send(0);

        SpanData process = spans.only("process labeled-images");
        assertThat(process.getTraceId()).isEqualTo(TRACE);
        assertThat(number(process, "messaging.kafka.offset")).isZero();
        assertThat(text(process, "messaging.consumer.group.name")).isEqualTo("test");
        assertThat(spans.named("learn")).isEmpty();
    }

    @Test
    void shouldTellOfAMiniBatchWithLinksToItsRecords() {
        sendPictures(8);

        List<SpanContext> records =
                spans.named("process labeled-images").stream()
                        .map(SpanData::getSpanContext)
                        .toList();
        List<SpanData> steps = spans.named("learn");
        assertThat(steps).hasSize(2);
        assertThat(linksOf(steps.get(0))).isEqualTo(records.subList(0, 4));
        assertThat(linksOf(steps.get(1))).isEqualTo(records.subList(4, 8));
        assertThat(number(steps.get(1), "afluente.mini_batch")).isEqualTo(2);
        assertThat(number(steps.get(1), "afluente.offset.from")).isEqualTo(4);
        assertThat(number(steps.get(1), "afluente.offset.to")).isEqualTo(7);
        assertThat(number(steps.get(1), "messaging.batch.message_count")).isEqualTo(4);
        assertThat(text(steps.get(1), "afluente.model.name")).isEqualTo("mnist");
    }

    @Test
    void shouldTellOfACheckpointAsAPartOfTheMiniBatchThatLedToIt() {
        sendPictures(8);

        SpanData checkpoint = spans.only("checkpoint");
        assertThat(checkpoint.getParentSpanId()).isEqualTo(spans.named("learn").get(1).getSpanId());
        assertThat(text(checkpoint, "afluente.model.version")).startsWith("000001-");
    }

    @Test
    void shouldTellWhyARecordIsADeadLetter() {
        driver.send(TOPICS.labeledImages(), "bad", "{}".getBytes(UTF_8), Map.of());

        SpanData process = spans.only("process labeled-images");
        assertThat(process.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(process.getStatus().getDescription())
                .isEqualTo(
                        HeaderNames.text(
                                driver.read("labeled-images-dlq").get(0).headers(),
                                HeaderNames.DLQ_REASON));
    }

    private void sendPictures(int count) {
        for (int i = 0; i < count; i++) {
            send(i);
        }
    }

    private void send(int number) {
        driver.send(
                TOPICS.labeledImages(),
                "id-" + number,
                TestNetworks.picture(number).image().pixels(),
                Map.of(
                        "content-type",
                        ImageCodec.RAW,
                        "label",
                        String.valueOf(TestNetworks.picture(number).label()),
                        "traceparent",
                        "00-%s-%016x-01".formatted(TRACE, number + 1)));
    }

    private static List<SpanContext> linksOf(SpanData span) {
        return span.getLinks().stream().map(LinkData::getSpanContext).toList();
    }
}
