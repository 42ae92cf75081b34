package io.afluente.stream.classify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afluente.TestAnswers;
import io.afluente.TestBackbones;
import io.afluente.meter.Meters;
import io.afluente.model.dl4j.Nd4jEngine;
import io.afluente.registry.LiveModel;
import io.afluente.registry.Signer;
import io.afluente.service.RoleSettings;
import io.afluente.setting.KeptSettings;
import io.afluente.stream.learn.TopologyDriver;
import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.record.PredictionCodec;
import io.afluente.stream.record.PredictionRecord;
import io.afluente.trace.Tracing;
import io.afluente.upgrade.KeptService;
import io.afluente.upgrade.StoppedLearner.Line;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Predictions of an earlier program are read and written as they are, and made once more. */
class KeptPredictionsTest {
    private static final KeptService KEPT = KeptService.read();
    private static final float ON_ANY_MACHINE = 1e-4f;

    @TempDir private Path state;

    @Test
    void shouldReadAPredictionAndWriteTheSameBytes() {
        assertThat(KEPT.topic("predictions"))
                .hasSizeGreaterThan(20)
                .allSatisfy(
                        line ->
                                assertThat(
                                                new PredictionCodec()
                                                        .serialize("predictions", read(line)))
                                        .asString(UTF_8)
                                        .isEqualTo(new String(line.value(), UTF_8)));
    }

    @Test
    void shouldAnswerTheSameImagesAlike() {
        List<Line> images = KEPT.topic("images");
        Map<Long, Line> byOffset =
                KEPT.topic("predictions").stream()
                        .collect(toMap(line -> read(line).source().offset(), line -> line));
        RoleSettings settings = KeptSettings.roles();
        try (var live =
                        new LiveModel(
                                new Nd4jEngine(8), Optional.of(settings.network()), Meters.none());
                var driver =
                        TopologyDriver.classify(topology(settings, live).get(), state)
                                .records(TopologyDriver.TOPICS.models(), KEPT.topic("models"))
                                .records(TopologyDriver.TOPICS.images(), images)) {
            List<TestRecord<byte[], PredictionRecord>> answers = driver.predictions();
            assertThat(answers).hasSize(byOffset.size());
            answers.forEach(
                    again -> {
                        Line before = byOffset.get(again.value().source().offset());
                        assertAlike(again, before);
                    });
            assertThat(answers)
                    .filteredOn(again -> isOfSameVersion(again, byOffset))
                    .as("by the very version that answered before")
                    .hasSizeGreaterThan(8)
                    .allSatisfy(
                            again ->
                                    assertThat(TestAnswers.probabilities(again.value()))
                                            .containsExactly(
                                                    probabilities(again, byOffset),
                                                    within(ON_ANY_MACHINE)));
            assertThat(driver.read("images-dlq"))
                    .extracting(TestRecord::value)
                    .containsExactlyElementsOf(
                            KEPT.topic("images-dlq").stream().map(Line::value).toList());
        }
    }

    private static void assertAlike(TestRecord<byte[], PredictionRecord> again, Line before) {
        PredictionRecord answer = read(before);
        assertThat(again.key()).isEqualTo(before.key());
        assertThat(again.timestamp()).isEqualTo(before.timestamp());
        assertThat(again.value().id()).isEqualTo(answer.id());
        assertThat(again.value().model()).isEqualTo(answer.model());
        assertThat(again.value().source()).isEqualTo(answer.source());
        Map<String, String> headers = new LinkedHashMap<>();
        again.headers().forEach(h -> headers.put(h.key(), new String(h.value(), UTF_8)));
        Set<String> known = new HashSet<>(before.headers().keySet());
        known.add(HeaderNames.ENGINE); // what has been added since
        assertThat(headers.keySet()).isEqualTo(known);
        assertThat(headers.get("content-type"))
                .isEqualTo(new String(before.headers().get("content-type"), UTF_8));
    }

    private static boolean isOfSameVersion(
            TestRecord<byte[], PredictionRecord> again, Map<Long, Line> byOffset) {
        Line before = byOffset.get(again.value().source().offset());
        return again.value().version().equals(read(before).version());
    }

    private static float[] probabilities(
            TestRecord<byte[], PredictionRecord> again, Map<Long, Line> byOffset) {
        return TestAnswers.probabilities(read(byOffset.get(again.value().source().offset())));
    }

    private static PredictionRecord read(Line line) {
        return new PredictionCodec().deserialize("predictions", line.value());
    }

    private static ClassifyTopology topology(RoleSettings settings, LiveModel live) {
        return new ClassifyTopology(
                TopologyDriver.TOPICS,
                Lane.serving(TopologyDriver.TOPICS, KeptService.MODEL),
                KeptService.MODEL,
                TrafficSplit.to(live),
                new PollBatches(),
                settings.codec(),
                8,
                1 << 20,
                5,
                ForwardedHeaders.usual(),
                0,
                Signer.none(),
                TestBackbones.noArrivals(),
                Tracing.none(),
                Meters.none());
    }
}
