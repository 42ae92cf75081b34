package io.afluente.stream.classify;

import static io.afluente.TestAnswers.probabilities;
import static io.afluente.stream.learn.TopologyDriver.TOPICS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.afluente.CountingMeters;
import io.afluente.TestBackbones;
import io.afluente.TestNetworks;
import io.afluente.image.decode.ImageDecoder;
import io.afluente.image.decode.ImageLimits;
import io.afluente.meter.Meters;
import io.afluente.model.Classifier;
import io.afluente.model.dl4j.Nd4jEngine;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.LiveModel;
import io.afluente.registry.Signer;
import io.afluente.stream.FailingEngine;
import io.afluente.stream.event.EventMode;
import io.afluente.stream.fetch.AllowList;
import io.afluente.stream.fetch.FetchSettings;
import io.afluente.stream.fetch.Fetcher;
import io.afluente.stream.fetch.PictureServer;
import io.afluente.stream.format.ValueFormats;
import io.afluente.stream.learn.TopologyDriver;
import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.record.ImageCodec;
import io.afluente.stream.record.PredictionRecord;
import io.afluente.stream.record.RecordPosition;
import io.afluente.stream.topic.Topics;
import io.afluente.trace.Tracing;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One answer for each image, a reason for each record that is none, and our own faults stop it. */
public class ClassifyTopologyTest {
    private static final Map<String, String> RAW = Map.of("content-type", ImageCodec.RAW);
    private static final Checkpoint FIRST = TestNetworks.untrained(0, 1);
    private static final Checkpoint SECOND = TestNetworks.untrained(1, 2);

    private final CountingMeters meters = new CountingMeters();
    @TempDir private Path state;
    private LiveModel live;
    private LiveModel challenger;
    private TopologyDriver driver;

    @BeforeEach
    void start() {
        live = model();
        challenger = model();
        TrafficSplit both = TrafficSplit.between(live, challenger, Meters.none());
        driver =
                TopologyDriver.classify(
                                topology(Lane.serving(TOPICS, "mnist"), both, meters).get(), state)
                        .publish(FIRST);
    }

    @AfterEach
    void stop() {
        driver.close();
        live.close();
        challenger.close();
    }

    @Test
    void shouldAnswerAnImageAsTheModelDoes() {
        driver.send(TOPICS.images(), "one", pixels(1), RAW, 1234);

        TestRecord<byte[], PredictionRecord> record = driver.predictions().get(0);
        PredictionRecord answer = record.value();
        assertThat(record.key()).isEqualTo("one".getBytes(UTF_8));
        assertThat(record.timestamp()).isEqualTo(1234);
        assertThat(answer.id()).isEqualTo("one");
        assertThat(answer.model()).isEqualTo("mnist");
        assertThat(answer.version()).isEqualTo(FIRST.version().toString());
        assertThat(answer.source()).isEqualTo(new RecordPosition("images", 0, 0));
        assertThat(probabilities(answer)).isEqualTo(expected(1));
    }

    @Test
    void shouldHandOnTheTraceAndSayHowItWasBatched() {
        Map<String, String> headers =
                Map.of("content-type", ImageCodec.RAW, "traceparent", "00-ab-cd-01", "other", "x");

        driver.send(TOPICS.images(), "one", pixels(1), headers);

        var answered = driver.predictions().get(0).headers();
        assertThat(HeaderNames.text(answered, "traceparent")).isEqualTo("00-ab-cd-01");
        assertThat(HeaderNames.text(answered, HeaderNames.SLICE_SIZE)).isEqualTo("1");
        assertThat(HeaderNames.text(answered, HeaderNames.SLICE_POSITION)).isEqualTo("0");
        assertThat(HeaderNames.text(answered, "other")).isNull();
        assertThat(HeaderNames.text(answered, "content-type")).isEqualTo("application/json");
    }

    @Test
    void shouldMakeItsAnswersEventsWhereTheyAreToBe() {
        driver.close();
        driver = TopologyDriver.classify(eventful(EventMode.BINARY).get(), state).publish(FIRST);
        RecordHeaders headers = new RecordHeaders();
        HeaderNames.put(headers, "content-type", ImageCodec.RAW);
        HeaderNames.put(headers, "ce_id", "the image's own");
        HeaderNames.put(headers, "ce_tenant", "mine");

        driver.send(TOPICS.images(), "one".getBytes(UTF_8), pixels(1), headers);

        TestRecord<byte[], PredictionRecord> answer = driver.predictions().get(0);
        assertThat(answer.headers())
                .extracting(Header::key, header -> new String(header.value(), UTF_8))
                .contains(
                        tuple("content-type", "application/json"),
                        tuple("ce_specversion", "1.0"),
                        tuple("ce_id", "images-0-0"),
                        tuple("ce_source", "/afluente/classify/mnist"),
                        tuple("ce_type", "io.afluente.prediction.v1"),
                        tuple("ce_subject", "one"),
                        tuple("ce_time", Instant.ofEpochMilli(answer.timestamp()).toString()),
                        tuple("ce_tenant", "mine"))
                .doesNotContain(tuple("ce_id", "the image's own"));
        assertThat(answer.value().id()).isEqualTo("one");
    }

    @Test
    void shouldGoByTheIdOfAnEventAndTakeItsExtensionsAlong() {
        RecordHeaders headers = new RecordHeaders();
        HeaderNames.put(headers, "content-type", "application/cloudevents+json");
        String event =
                "{\"specversion\":\"1.0\",\"id\":\"e-1\",\"source\":\"/s\",\"type\":\"t\","
                        + "\"tenant\":\"mine\",\"sequence\":7,"
                        + "\"datacontenttype\":\"application/octet-stream\",\"data_base64\":\"%s\"}"
                                .formatted(Base64.getEncoder().encodeToString(pixels(1)));

        driver.send(TOPICS.images(), null, event.getBytes(UTF_8), headers);

        TestRecord<byte[], PredictionRecord> answer = driver.predictions().get(0);
        assertThat(answer.value().id()).isEqualTo("e-1");
        assertThat(answer.key()).isNull();
        assertThat(answer.headers())
                .extracting(Header::key, header -> new String(header.value(), UTF_8))
                .contains(tuple("ce_tenant", "mine"), tuple("ce_sequence", "7"));
    }

    /** A name that can be read in JSON and not be written again ended the stream. */
    @Test
    void shouldAnswerAnEventWhoseIdIsHalfACharacterByItsPlace() {
        RecordHeaders headers = new RecordHeaders();
        HeaderNames.put(headers, "content-type", "application/cloudevents+json");
        String event =
                "{\"specversion\":\"1.0\",\"id\":\"\\ud800\",\"source\":\"/s\",\"type\":\"t\","
                        + "\"datacontenttype\":\"application/octet-stream\",\"data_base64\":\"%s\"}"
                                .formatted(Base64.getEncoder().encodeToString(pixels(1)));

        driver.send(TOPICS.images(), null, event.getBytes(UTF_8), headers);

        PredictionRecord answer = driver.predictions().get(0).value();
        assertThat(answer.id()).isEqualTo(answer.source().toString());
    }

    @Test
    void shouldWrapItsAnswersWhereTheyAreToBeStructuredEvents() {
        driver.close();
        Topology structured = eventful(EventMode.STRUCTURED).get();
        driver = TopologyDriver.classify(structured, state).publish(FIRST);
        RecordHeaders headers = new RecordHeaders();
        HeaderNames.put(headers, "content-type", ImageCodec.RAW);

        driver.send(TOPICS.images(), "one".getBytes(UTF_8), pixels(1), headers);

        TestRecord<byte[], PredictionRecord> answer = driver.predictions().get(0);
        assertThat(answer.value().id()).isEqualTo("one");
        assertThat(HeaderNames.text(answer.headers(), "content-type"))
                .isEqualTo("application/cloudevents+json");
        assertThat(answer.headers().lastHeader("ce_id")).isNull();
    }

    @Test
    void shouldHandOnHeadersWithinBoundsAndKeepItsOwn() {
        RecordHeaders headers = new RecordHeaders();
        HeaderNames.put(headers, "content-type", ImageCodec.RAW);
        HeaderNames.put(headers, "slice-size", "99");
        headers.add("correlation-id", new byte[] {(byte) 0xc3, 0}).add("tenant", null);
        for (int i = 0; i < 10_000; i++) {
            HeaderNames.put(headers, "tenant-" + i, i);
        }

        driver.send(TOPICS.images(), "one".getBytes(UTF_8), pixels(1), headers);
        driver.send(TOPICS.images(), "two", pixels(2), RAW);

        var answers = driver.predictions();
        assertThat(answers).extracting(r -> r.value().id()).containsExactly("one", "two");
        var answered = answers.get(0).headers();
        assertThat(answered.headers("slice-size"))
                .extracting(header -> new String(header.value(), UTF_8))
                .containsExactly("1");
        assertThat(answered.lastHeader("correlation-id").value())
                .isEqualTo(new byte[] {(byte) 0xc3, 0});
        assertThat(answered.lastHeader("tenant").value()).isNull();
        assertThat(answered.lastHeader("tenant-29")).isNotNull();
        assertThat(answered.lastHeader("tenant-30")).isNull();
        assertThat(meters.count("forward.headers.dropped")).isEqualTo(9_970);
    }

    @Test
    void shouldSayWhyAPictureHasNoAnswerWhereTheNetworkOverflows() {
        driver.publish(TestNetworks.overflowing(1));

        driver.send(TOPICS.images(), "one", pixels(1), RAW);
        driver.send(TOPICS.images(), "white", TestNetworks.overflow(), RAW);
        driver.send(TOPICS.images(), "two", pixels(2), RAW);

        assertThat(driver.predictions())
                .extracting(r -> r.value().id())
                .containsExactly("one", "two");
        assertThat(driver.read(TOPICS.deadLettersOf(TOPICS.images())))
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.value()).isEqualTo(TestNetworks.overflow());
                            assertThat(HeaderNames.text(letter.headers(), HeaderNames.DLQ_REASON))
                                    .startsWith("answer: version 000001-")
                                    .endsWith("gives no numbers for it");
                        });
    }

    @Test
    void shouldNameAnImageWithoutAKeyByWhereItStands() {
        driver.send(TOPICS.images(), null, pixels(1), RAW);
        driver.send(TOPICS.images(), "", pixels(1), RAW);

        List<TestRecord<byte[], PredictionRecord>> records = driver.predictions();
        assertThat(records)
                .extracting(r -> r.value().id())
                .containsExactly("images-0-0", "images-0-1");
        assertThat(records.get(0).key()).isNull();
    }

    @Test
    void shouldDeadLetterABadImageAndAnswerItsNeighbours() {
        driver.send(TOPICS.images(), "one", pixels(1), RAW);
        long time = System.currentTimeMillis() - 60_000;
        driver.send(TOPICS.images(), "bad", "{}".getBytes(UTF_8), Map.of("mine", "kept"), time);
        driver.send(TOPICS.images(), "two", pixels(2), RAW);

        assertThat(driver.predictions())
                .extracting(r -> r.value().id())
                .containsExactly("one", "two");
        TestRecord<byte[], byte[]> dead = driver.read("images-dlq").get(0);
        assertThat(dead.timestamp()).isEqualTo(time);
        assertThat(dead.key()).isEqualTo("bad".getBytes(UTF_8));
        assertThat(dead.value()).isEqualTo("{}".getBytes(UTF_8));
        assertThat(HeaderNames.text(dead.headers(), "mine")).isEqualTo("kept");
        assertThat(HeaderNames.text(dead.headers(), HeaderNames.DLQ_REASON))
                .startsWith("format: missing");
        assertThat(HeaderNames.text(dead.headers(), HeaderNames.DLQ_TOPIC)).isEqualTo("images");
        assertThat(HeaderNames.text(dead.headers(), HeaderNames.DLQ_PARTITION)).isEqualTo("0");
        assertThat(HeaderNames.text(dead.headers(), HeaderNames.DLQ_OFFSET)).isEqualTo("1");
    }

    @Test
    void shouldAnswerPicturesThatAreElsewhereAndDeadLetterTheOthers() {
        driver.close();
        Map<String, String> list = Map.of("content-type", "text/uri-list");
        try (PictureServer server = new PictureServer().at("/one", pixels(1))) {
            driver = TopologyDriver.classify(fetching(server).get(), state).publish(FIRST);

            driver.send(TOPICS.images(), "in it", pixels(1), RAW);
            driver.send(TOPICS.images(), "gone", server.url("/gone").getBytes(UTF_8), list);
            driver.send(TOPICS.images(), "away", server.url("/away").getBytes(UTF_8), list);
            driver.send(
                    TOPICS.images(),
                    "elsewhere",
                    null,
                    Map.of("content-type", ImageCodec.RAW, "image-url", server.url("/one")));
        }

        assertThat(driver.predictions())
                .extracting(r -> r.value().id(), r -> probabilities(r.value()))
                .containsExactly(tuple("in it", expected(1)), tuple("elsewhere", expected(1)));
        assertThat(driver.read("images-dlq"))
                .extracting(
                        letter -> new String(letter.key(), UTF_8),
                        letter -> HeaderNames.text(letter.headers(), HeaderNames.DLQ_PASSING))
                .containsExactly(tuple("gone", null), tuple("away", "true"));
    }

    @Test
    void shouldAnswerByANewVersionFromTheNextImageOn() {
        driver.send(TOPICS.images(), "before", pixels(1), RAW);
        driver.publish(SECOND);
        driver.send(TOPICS.images(), "after", pixels(1), RAW);

        List<TestRecord<byte[], PredictionRecord>> records = driver.predictions();
        assertThat(records)
                .extracting(r -> r.value().version())
                .containsExactly(FIRST.version().toString(), SECOND.version().toString());
        assertThat(probabilities(records.get(1).value()))
                .isNotEqualTo(probabilities(records.get(0).value()));
    }

    @Test
    void shouldGoOnByTheVersionBeforeWhereOneCanNotBeRun() {
        driver.publish(TestNetworks.unrunnable(1)).publish(TestNetworks.unrunnable(2));
        driver.put(TestNetworks.unrunnable(3)).challenge(TestNetworks.unrunnable(3), 1);
        driver.send(TOPICS.images(), "one", pixels(1), RAW);

        driver.publish(SECOND);
        driver.send(TOPICS.images(), "two", pixels(2), RAW);

        assertThat(driver.predictions())
                .extracting(r -> r.value().version())
                .containsExactly(FIRST.version().toString(), SECOND.version().toString());
    }

    @Test
    void shouldHaveTheChallengerAnswerItsShareOfTheKeys() {
        driver.put(SECOND).challenge(SECOND, 0.3);
        Map<String, String> first = versionsByKey();
        Map<String, String> again = versionsByKey();
        driver.challenge(SECOND, 0.6);
        Map<String, String> more = versionsByKey();
        driver.endChallenge();
        Map<String, String> after = versionsByKey();

        assertThat(again).isEqualTo(first);
        assertThat(challenged(first)).hasSizeBetween(40, 80);
        assertThat(challenged(more)).hasSizeBetween(95, 145).containsAll(challenged(first));
        assertThat(challenged(after)).isEmpty();
    }

    @Test
    void shouldAnswerByTheModelThatAnAnswerNames() {
        driver.put(SECOND).challenge(SECOND, 1);
        driver.send(TOPICS.images(), "one", pixels(1), RAW);
        driver.endChallenge();
        driver.send(TOPICS.images(), "one", pixels(1), RAW);

        List<TestRecord<byte[], PredictionRecord>> records = driver.predictions();
        assertThat(records)
                .extracting(r -> r.value().version())
                .containsExactly(SECOND.version().toString(), FIRST.version().toString());
        assertThat(probabilities(records.get(0).value()))
                .isNotEqualTo(probabilities(records.get(1).value()));
        assertThat(probabilities(records.get(1).value())).isEqualTo(expected(1));
    }

    @Test
    void shouldNeverHaveTheChallengerAnswerAnImageWithoutAKey() {
        driver.put(SECOND).challenge(SECOND, 1);

        driver.send(TOPICS.images(), null, pixels(1), RAW);
        driver.send(TOPICS.images(), "", pixels(1), RAW);

        assertThat(driver.predictions())
                .extracting(r -> r.value().version())
                .containsOnly(FIRST.version().toString());
    }

    @Test
    void shouldHaveWhatServesAnswerUntilTheChallengerIsThere() {
        driver.challenge(SECOND, 1);
        driver.send(TOPICS.images(), "one", pixels(1), RAW);
        driver.put(SECOND);
        driver.send(TOPICS.images(), "one", pixels(1), RAW);

        assertThat(driver.predictions())
                .extracting(r -> r.value().version())
                .containsExactly(FIRST.version().toString(), SECOND.version().toString());
    }

    @Test
    void shouldEndTheShadowWhereItRuns() {
        try (LiveModel inShadow = model();
                TopologyDriver shadow =
                        TopologyDriver.classify(
                                topology(
                                                Lane.shadow(TOPICS, "mnist"),
                                                TrafficSplit.to(inShadow),
                                                meters)
                                        .get(),
                                state.resolve("shadow"))) {
            shadow.put(FIRST).put(SECOND).shadow(FIRST);
            shadow.send(TOPICS.images(), "one", pixels(1), RAW);
            shadow.endShadow();
            shadow.send(TOPICS.images(), "two", pixels(1), RAW);
            shadow.shadow(SECOND);
            shadow.send(TOPICS.images(), "three", pixels(1), RAW);

            assertThat(shadow.answers(TOPICS.shadow()))
                    .extracting(r -> r.value().id(), r -> r.value().version())
                    .containsExactly(
                            tuple("one", FIRST.version().toString()),
                            tuple("three", SECOND.version().toString()));
        }
    }

    @ParameterizedTest
    @MethodSource("ourFaults")
    void shouldStopOnOurOwnFaultsAndLeaveTheDlqEmpty(RuntimeException fault) {
        LiveModel broken = new LiveModel(new FailingEngine(fault), Optional.empty(), Meters.none());
        try (TopologyDriver failing =
                TopologyDriver.classify(topology(broken).get(), state.resolve("failing"))) {
            failing.publish(FIRST);

            assertThatThrownBy(() -> failing.send(TOPICS.images(), "one", pixels(1), RAW))
                    .isInstanceOf(StreamsException.class)
                    .hasRootCause(fault);
            assertThat(failing.read("images-dlq")).isEmpty();
            assertThat(failing.predictions()).isEmpty();
        }
    }

    static List<RuntimeException> ourFaults() {
        return List.of(new NullPointerException("ours"), new TimeoutException("ours"));
    }

    /** The versions that answer 200 keys now. */
    private Map<String, String> versionsByKey() {
        for (int i = 0; i < 200; i++) {
            driver.send(TOPICS.images(), "key-" + i, pixels(1), RAW);
        }
        return driver.predictions().stream()
                .map(TestRecord::value)
                .collect(toMap(PredictionRecord::id, PredictionRecord::version));
    }

    private static List<String> challenged(Map<String, String> versionsByKey) {
        return versionsByKey.entrySet().stream()
                .filter(entry -> entry.getValue().equals(SECOND.version().toString()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static LiveModel model() {
        return new LiveModel(new Nd4jEngine(8), Optional.of(TestNetworks.mnist()), Meters.none());
    }

    private float[] expected(int number) {
        try (Classifier classifier = live.answering().orElseThrow().classifier()) {
            return classifier
                    .predict(List.of(TestNetworks.picture(number).image()))
                    .get(0)
                    .probabilities();
        }
    }

    private static byte[] pixels(int number) {
        return TestNetworks.picture(number).image().pixels();
    }

    public static ClassifyTopology topology(LiveModel live) {
        return topology(Lane.serving(TOPICS, "mnist"), TrafficSplit.to(live), Meters.none());
    }

    static ClassifyTopology topology(LiveModel live, PollBatches polls, Tracing tracing) {
        return topology(
                TOPICS,
                Lane.serving(TOPICS, "mnist"),
                TrafficSplit.to(live),
                polls,
                Fetcher.none(),
                tracing,
                Meters.none());
    }

    private ClassifyTopology fetching(PictureServer server) {
        server.at("/away", PictureServer.status(503));
        FetchSettings settings =
                new FetchSettings(
                        AllowList.of(List.of(server.url("/"))),
                        Duration.ofSeconds(20),
                        Duration.ofMillis(100));
        return topology(
                TOPICS,
                Lane.serving(TOPICS, "mnist"),
                TrafficSplit.to(live),
                new PollBatches(),
                new Fetcher(settings, 1 << 20),
                Tracing.none(),
                Meters.none());
    }

    private ClassifyTopology eventful(EventMode mode) {
        Topics topics = TOPICS.as(mode);
        return topology(
                topics, Lane.serving(topics, "mnist"), TrafficSplit.to(live), Meters.none());
    }

    private static ClassifyTopology topology(Lane lane, TrafficSplit traffic, Meters meters) {
        return topology(TOPICS, lane, traffic, meters);
    }

    private static ClassifyTopology topology(
            Topics topics, Lane lane, TrafficSplit traffic, Meters meters) {
        return topology(
                topics, lane, traffic, new PollBatches(), Fetcher.none(), Tracing.none(), meters);
    }

    private static ClassifyTopology topology(
            Topics topics,
            Lane lane,
            TrafficSplit traffic,
            PollBatches polls,
            Fetcher fetcher,
            Tracing tracing,
            Meters meters) {
        return new ClassifyTopology(
                topics,
                lane,
                "mnist",
                traffic,
                polls,
                new ImageCodec(
                        new ImageDecoder(ImageLimits.DEFAULT), 1 << 20, ValueFormats.JSON, fetcher),
                8,
                1 << 20,
                5,
                ForwardedHeaders.usual(),
                0,
                Signer.none(),
                TestBackbones.noArrivals(),
                tracing,
                meters);
    }
}
