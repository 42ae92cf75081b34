package io.afluente;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.afluente.meter.Meters;
import io.afluente.service.ClassifyRole;
import io.afluente.service.JoinRole;
import io.afluente.service.LearnRole;
import io.afluente.stream.record.FeedbackCodec;
import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.record.ImageCodec;
import io.afluente.stream.record.PredictionRecord;
import io.afluente.stream.topic.Topics;
import io.afluente.stream.tracing.RecordTrace;
import io.afluente.trace.OtlpCollector;
import io.afluente.trace.Span;
import io.afluente.trace.SpanSending;
import io.afluente.trace.SpanStart;
import io.afluente.trace.Tracing;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The way of an image through all roles, as a collector sees it that gets OTLP over HTTP. */
@ExtendWith(BrokerExtension.class)
class TracedIT {
    /** What a mini-batch takes. */
    private static final int IMAGES = 8;

    @TempDir private Path folder;

    @Test
    void shouldBeOneTraceFromTheCameraToTheLearner(TestCluster cluster) throws Exception {
        Topics topics = cluster.topics();
        try (OtlpCollector collector = OtlpCollector.start()) {
            send(cluster, collector);

            assertThat(tracesOf(collector))
                    .filteredOn(names -> names.contains("send images"))
                    .hasSize(IMAGES)
                    .allSatisfy(
                            names ->
                                    assertThat(names)
                                            .containsExactlyInAnyOrder(
                                                    "send images",
                                                    "process " + topics.images(),
                                                    "decode",
                                                    "join",
                                                    "process " + topics.labeledImages()));
            assertThat(collector.spans())
                    .extracting(span -> span.getName())
                    .contains("swap", "process " + topics.feedback());
            assertThat(linksOf(collector, "forward"))
                    .isEqualTo(idsOf(collector, "process " + topics.images()));
            assertThat(linksOf(collector, "learn"))
                    .isEqualTo(idsOf(collector, "process " + topics.labeledImages()));
            // the join commits what it has read of that topic, too
            assertThat(linksOf(collector, "commit " + topics.images()))
                    .containsAll(idsOf(collector, "process " + topics.images()));
        }
    }

    /** Images that their sender tells of, and then their labels, to all roles until they end. */
    private void send(TestCluster cluster, OtlpCollector collector) throws Exception {
        try (Tracing camera = tracing(collector, "camera");
                Tracing tracing = tracing(collector, "afluente")) {
            TestService service = TestService.on(cluster, folder).telling(tracing);
            try (LearnRole learn = service.learner(Meters.none());
                    ClassifyRole classify = service.classifier(Meters.none());
                    JoinRole join = service.joiner(Meters.none())) {
                learn.start();
                classify.start().running().join();
                join.start().running().join();
                Topics topics = cluster.topics();
                cluster.send(
                        IntStream.range(0, IMAGES)
                                .mapToObj(i -> image(topics, i, camera))
                                .toList());
                cluster.send(service.answers(IMAGES).stream().map(a -> label(topics, a)).toList());

                assertThat(cluster.read(topics.labeledImages(), IMAGES))
                        .allMatch(record -> RecordTrace.of(record.headers()).isSampled())
                        .flatExtracting(record -> List.of(record.headers().toArray()))
                        .extracting(Header::key)
                        .isSubsetOf(topics.file(topics.labeledImages()).headers().keySet());
                cluster.read(topics.scores(), 1);
            }
        }
    }

    private static ProducerRecord<byte[], byte[]> label(Topics topics, PredictionRecord answer) {
        return new FeedbackCodec().record(topics.feedback(), answer.id(), 3, answer.source());
    }

    private static ProducerRecord<byte[], byte[]> image(Topics topics, int number, Tracing camera) {
        Span send = camera.start(SpanStart.of("send images", SpanStart.Kind.PRODUCER));
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        topics.images(),
                        ("id-" + number).getBytes(UTF_8),
                        TestNetworks.picture(number).image().pixels());
        HeaderNames.put(record.headers(), HeaderNames.CONTENT_TYPE, ImageCodec.RAW);
        RecordTrace.put(record.headers(), send.context());
        send.end();
        return record;
    }

    private static Tracing tracing(OtlpCollector collector, String service) {
        return SpanSending.start(
                Map.of(
                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                        collector.endpoint(),
                        "OTEL_SERVICE_NAME",
                        service),
                "1",
                Meters.none());
    }

    private static List<List<String>> tracesOf(OtlpCollector collector) {
        return List.copyOf(
                collector.spans().stream()
                        .collect(
                                Collectors.groupingBy(
                                        span -> span.getTraceId(),
                                        Collectors.mapping(
                                                span -> span.getName(), Collectors.toList())))
                        .values());
    }

    private static Set<ByteString> idsOf(OtlpCollector collector, String name) {
        return collector.spans().stream()
                .filter(span -> span.getName().equals(name))
                .map(span -> span.getSpanId())
                .collect(Collectors.toSet());
    }

    private static Set<ByteString> linksOf(OtlpCollector collector, String name) {
        return collector.spans().stream()
                .filter(span -> span.getName().equals(name))
                .flatMap(span -> span.getLinksList().stream())
                .map(link -> link.getSpanId())
                .collect(Collectors.toSet());
    }
}
