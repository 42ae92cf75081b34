package io.afluente.stream.classify;

import static io.afluente.stream.learn.TopologyDriver.TOPICS;
import static io.afluente.trace.SeenSpans.number;
import static io.afluente.trace.SeenSpans.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.TestNetworks;
import io.afluente.meter.Meters;
import io.afluente.model.dl4j.Nd4jEngine;
import io.afluente.registry.LiveModel;
import io.afluente.stream.learn.TopologyDriver;
import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.record.ImageCodec;
import io.afluente.trace.SeenSpans;
import io.afluente.trace.TraceContext;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of images: whose work it is part of, what it was, and what came of it. */
class ClassifySpansTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SENT = "b7ad6b7169203331";

    private final SeenSpans spans = new SeenSpans();
    private final PollBatches polls = new PollBatches();
    private final LiveModel live =
            new LiveModel(new Nd4jEngine(8), Optional.of(TestNetworks.mnist()), Meters.none());
    @TempDir private Path state;
    private TopologyDriver driver;

    @BeforeEach
    void start() {
        driver =
                TopologyDriver.classify(
                                ClassifyTopologyTest.topology(live, polls, spans.tracing()).get(),
                                state)
                        .publish(TestNetworks.untrained(0, 1));
    }

    @AfterEach
    void stop() {
        driver.close();
        live.close();
        spans.close();
    }

    @Test
    void shouldTellOfAnImageUnderTheTraceThatItCameWith() {
        send("one", pixels(1), traced("01", "vendor=x"));

        SpanData process = spans.only("process images");
        assertThat(process.getTraceId()).isEqualTo(TRACE);
        assertThat(process.getParentSpanId()).isEqualTo(SENT);
        assertThat(process.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(process.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(text(process, "messaging.system")).isEqualTo("kafka");
        assertThat(text(process, "messaging.operation.name")).isEqualTo("process");
        assertThat(text(process, "messaging.operation.type")).isEqualTo("process");
        assertThat(text(process, "messaging.destination.name")).isEqualTo("images");
        assertThat(text(process, "messaging.destination.partition.id")).isEqualTo("0");
        assertThat(number(process, "messaging.kafka.offset")).isZero();
        assertThat(text(process, "messaging.kafka.message.key")).isEqualTo("one");
        assertThat(text(process, "messaging.consumer.group.name")).isEqualTo("test");
        SpanData decode = spans.only("decode");
        assertThat(decode.getParentSpanId()).isEqualTo(process.getSpanId());
        assertThat(decode.getTraceId()).isEqualTo(TRACE);
    }

    @Test
    void shouldHandOnItsOwnPlaceInTheTrace() {
        send("one", pixels(1), traced("01", "vendor=x"));

        Headers answer = driver.predictions().get(0).headers();
        assertThat(HeaderNames.text(answer, "traceparent"))
                .isEqualTo("00-" + TRACE + "-" + spans.only("process images").getSpanId() + "-01");
        assertThat(HeaderNames.text(answer, "tracestate")).isEqualTo("vendor=x");
        assertThat(answer.headers("traceparent")).hasSize(1);
    }

    @Test
    void shouldTellNothingOfWhatItsSenderDoesNotSample() {
        send("one", pixels(1), traced("00", null));

        assertThat(spans.all()).filteredOn(span -> span.getTraceId().equals(TRACE)).isEmpty();
        assertThat(spans.named("forward")).isEmpty();
        String parent = HeaderNames.text(driver.predictions().get(0).headers(), "traceparent");
        assertThat(parent).startsWith("00-" + TRACE).endsWith("-00");
    }

    @Test
    void shouldBeginATraceWhereThereIsNone() {
        send("one", pixels(1), Map.of());
        send("two", pixels(1), Map.of("traceparent", "00-ab-cd-01"));

        assertThat(spans.named("process images"))
                .hasSize(2)
                .allMatch(span -> !span.getParentSpanContext().isValid());
        assertThat(driver.predictions())
                .extracting(r -> HeaderNames.text(r.headers(), "traceparent"))
                .containsExactlyElementsOf(
                        spans.named("process images").stream()
                                .map(ClassifySpansTest::parentOf)
                                .toList());
    }

    @Test
    void shouldTellOfOneForwardPassForASliceWithLinksBothWays() {
        polledTogether("one", "two", "three");
        Stream.of("one", "two", "three").forEach(id -> send(id, pixels(1), Map.of()));

        List<SpanData> images = spans.named("process images");
        SpanData forward = spans.only("forward");
        assertThat(images).hasSize(3);
        assertThat(forward.getParentSpanContext().isValid()).isFalse();
        assertThat(linksOf(forward))
                .containsExactlyElementsOf(images.stream().map(SpanData::getSpanContext).toList());
        assertThat(images)
                .allSatisfy(
                        image ->
                                assertThat(linksOf(image))
                                        .containsExactly(forward.getSpanContext()));
        assertThat(images)
                .as("each took its slice's time")
                .allMatch(image -> image.getStartEpochNanos() <= forward.getStartEpochNanos());
        assertThat(number(forward, "messaging.batch.message_count")).isEqualTo(3);
        assertThat(text(forward, "afluente.model.name")).isEqualTo("mnist");
        assertThat(text(forward, "afluente.model.version"))
                .isEqualTo(TestNetworks.untrained(0, 1).version().toString());
        assertThat(text(forward, "afluente.engine")).isEqualTo("nd4j");
    }

    @Test
    void shouldTellWhyAnImageIsADeadLetter() {
        send("bad", "{}".getBytes(UTF_8), traced("01", null));

        SpanData process = spans.only("process images");
        assertThat(process.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(process.getStatus().getDescription()).startsWith("format: missing");
        assertThat(text(process, "error.type")).isEqualTo("format");
        assertThat(spans.only("decode").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(spans.named("forward")).isEmpty();
        Headers letter = driver.read("images-dlq").get(0).headers();
        assertThat(HeaderNames.text(letter, "traceparent")).contains(SENT);
    }

    @Test
    void shouldTellOfEachVersionThatBeginsToServeOrCanNot() {
        driver.publish(TestNetworks.unrunnable(1)).publish(TestNetworks.untrained(2, 2));

        List<SpanData> swaps = spans.named("swap");
        assertThat(swaps)
                .extracting(span -> text(span, "afluente.model.version"))
                .containsExactly(
                        TestNetworks.untrained(0, 1).version().toString(),
                        TestNetworks.unrunnable(1).version().toString(),
                        TestNetworks.untrained(2, 2).version().toString());
        assertThat(swaps)
                .extracting(span -> span.getStatus().getStatusCode())
                .containsExactly(StatusCode.UNSET, StatusCode.ERROR, StatusCode.UNSET);
        assertThat(text(swaps.get(1), "error.type")).isEqualTo("BadNetworkException");
    }

    private void send(String id, byte[] value, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        if (value.length > 2) {
            all.put("content-type", ImageCodec.RAW);
        }
        driver.send(TOPICS.images(), id, value, all);
    }

    private void polledTogether(String... ids) {
        TopicPartition partition = new TopicPartition(TOPICS.images(), 0);
        List<ConsumerRecord<byte[], byte[]>> records =
                Stream.of(ids).map(id -> record(id, List.of(ids).indexOf(id))).toList();
        polls.ofThisThread().note(new ConsumerRecords<>(Map.of(partition, records), Map.of()));
    }

    private static ConsumerRecord<byte[], byte[]> record(String id, long offset) {
        RecordHeaders headers = new RecordHeaders();
        HeaderNames.put(headers, "content-type", ImageCodec.RAW);
        return new ConsumerRecord<>(
                TOPICS.images(),
                0,
                offset,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                id.getBytes(UTF_8),
                pixels(1),
                headers,
                Optional.empty());
    }

    /** The flags also say that the id is random, from level 2 of the standard on. */
    private static String parentOf(SpanData span) {
        SpanContext own = span.getSpanContext();
        return "00-%s-%s-%s"
                .formatted(own.getTraceId(), own.getSpanId(), own.getTraceFlags().asHex());
    }

    private static List<SpanContext> linksOf(SpanData span) {
        return span.getLinks().stream().map(LinkData::getSpanContext).toList();
    }

    private static Map<String, String> traced(String flags, String state) {
        Map<String, String> headers = new HashMap<>();
        headers.put(TraceContext.PARENT, "00-%s-%s-%s".formatted(TRACE, SENT, flags));
        if (state != null) {
            headers.put(TraceContext.STATE, state);
        }
        return headers;
    }

    private static byte[] pixels(int seed) {
        byte[] pixels = new byte[784];
        pixels[seed] = (byte) 255;
        return pixels;
    }
}
