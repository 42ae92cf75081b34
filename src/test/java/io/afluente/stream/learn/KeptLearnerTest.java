package io.afluente.stream.learn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afluente.TestBackbones;
import io.afluente.learn.Learner;
import io.afluente.learn.example.Provenance;
import io.afluente.meter.Meters;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.CheckpointFolder;
import io.afluente.registry.Lineage;
import io.afluente.registry.Manifest;
import io.afluente.registry.ModelKeys;
import io.afluente.registry.Pointer;
import io.afluente.registry.Sha256;
import io.afluente.registry.Signer;
import io.afluente.registry.Version;
import io.afluente.service.InitialVersion;
import io.afluente.service.RoleSettings;
import io.afluente.setting.KeptSettings;
import io.afluente.stream.event.EventHeaders;
import io.afluente.stream.event.EventMode;
import io.afluente.stream.record.LogPosition;
import io.afluente.stream.record.ScoreCodec;
import io.afluente.stream.record.ScoreRecord;
import io.afluente.stream.record.TestLog;
import io.afluente.stream.runtime.FollowModels;
import io.afluente.trace.Tracing;
import io.afluente.upgrade.KeptService;
import io.afluente.upgrade.StoppedLearner.Line;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedForward;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The learner that an earlier program left in the midst of a mini-batch stands where it stood, and
 * goes on with its log. What it computes from there differs from machine to machine; what it counts
 * and how it names that does not.
 */
class KeptLearnerTest {
    private static final KeptService KEPT = KeptService.read();
    private static final ModelKeys KEYS = new ModelKeys(KeptService.MODEL);
    private static final RoleSettings SETTINGS = KeptSettings.roles();
    private static final LogPosition STOOD =
            LogPosition.fromBytes(KEPT.values(KeptService.CHANGELOG).get("position"));

    private final MockProcessorContext<byte[], Object> context = new MockProcessorContext<>();
    private final KeyValueStore<String, byte[]> state = store(LearnerStore.NAME);
    private final KeyValueStore<String, byte[]> models = store(FollowModels.STORE);
    @TempDir private Path folder;
    private Learner learner;

    @BeforeEach
    void takeUp() {
        KEPT.values(KeptService.CHANGELOG).forEach(state::put);
        KEPT.values("models").forEach(models::put);
        learner = learner(first());
    }

    @AfterEach
    void close() {
        learner.close();
    }

    @Test
    void shouldStandWhereItStood() {
        new LearnerStore(state).restore(learner);

        assertThat(learner.atBoundary()).as("in the midst of a mini-batch").isFalse();
        assertThat(learner.nextOffset()).isEqualTo(STOOD.nextOffset());
        assertThat(learner.candidate())
                .isEqualTo(Pointer.fromJson(models.get(KEYS.candidate())).version());
    }

    @Test
    void shouldSaveWhatItLoaded() throws IOException {
        byte[] stored = new Snapshot(state).read(learner);
        learner.load(new DataInputStream(new ByteArrayInputStream(stored)));

        ByteArrayOutputStream again = new ByteArrayOutputStream();
        learner.save(new DataOutputStream(again));
        assertThat(Sha256.of(again.toByteArray())).isEqualTo(Sha256.of(stored));
    }

    @Test
    void shouldGoOnWithItsLog() {
        LearnFromLabels processor = processor();
        processor.init(context);
        List<Line> log = KEPT.topic("labeled-images");
        for (int offset = (int) STOOD.nextOffset(); offset < log.size(); offset++) {
            context.setRecordMetadata(STOOD.topic(), 0, offset);
            processor.process(record(log.get(offset)));
        }
        processor.close();

        int scored = KEPT.topic("scores").size();
        assertThat(
                        forwarded(LearnFromLabels.SCORES)
                                .map(
                                        r ->
                                                new ScoreCodec()
                                                        .serialize(
                                                                "scores", (ScoreRecord) r.value()))
                                .map(KeptLearnerTest::counted))
                .hasSizeGreaterThan(5)
                .containsExactlyElementsOf(
                        KEPT.allScores().stream()
                                .skip(scored)
                                .map(KeptLearnerTest::counted)
                                .toList());
        List<Manifest> before =
                KEPT.allManifests().stream()
                        .filter(m -> m.lineage().nextOffset() <= STOOD.nextOffset())
                        .toList();
        assertThat(manifests().map(KeptLearnerTest::counted))
                .hasSizeGreaterThan(2)
                .containsExactlyElementsOf(
                        KEPT.allManifests().stream()
                                .skip(before.size())
                                .map(KeptLearnerTest::counted)
                                .toList());
        assertThat(manifests().findFirst().orElseThrow().lineage().parent())
                .isEqualTo(before.get(before.size() - 1).version());
    }

    private LearnFromLabels processor() {
        return new LearnFromLabels(
                KeptService.MODEL,
                new TestLine(first()),
                KeptLearnerTest::learner,
                new TestLog(
                        STOOD.at(0),
                        1000,
                        OptionalLong.of(STOOD.nextOffset()),
                        Optional.empty(),
                        List.of()),
                SETTINGS.labeledImages(TestBackbones.noInputs(SETTINGS.network())),
                SETTINGS.line().keepCheckpoints(),
                Signer.none(),
                new CheckpointFiles(
                        KeptService.MODEL,
                        new CheckpointFolder(folder),
                        Signer.none(),
                        Meters.none()),
                new EventHeaders(EventMode.NONE, "learn", EventHeaders.SCORE),
                Tracing.none(),
                Meters.none());
    }

    private Stream<Manifest> manifests() {
        List<Line> forwarded =
                forwarded(LearnFromLabels.MODELS)
                        .map(r -> new Line(r.key(), (byte[]) r.value(), Map.of(), 0))
                        .toList();
        return KeptService.manifests(forwarded).map(line -> Manifest.fromJson(line.value()));
    }

    private Stream<? extends Record<? extends byte[], ?>> forwarded(String child) {
        return context.forwarded(child).stream().map(CapturedForward::record);
    }

    private static String counted(byte[] score) {
        try {
            JsonNode json = new ObjectMapper().readTree(score);
            return Stream.of(
                            "model",
                            "topic",
                            "partition",
                            "miniBatch",
                            "fromOffset",
                            "toOffset",
                            "examples",
                            "heldOut")
                    .map(field -> field + " " + json.get(field))
                    .toList()
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String counted(Manifest manifest) {
        Lineage of = manifest.lineage();
        return "%d of %s after %d: %s from %d to %d, %d examples, %d steps, seed %d, settings %s, rules %s since %s"
                .formatted(
                        Version.parse(manifest.version()).sequence(),
                        manifest.model(),
                        of.parentVersion().orElseThrow().sequence(),
                        of.topic(),
                        of.fromOffset(),
                        of.nextOffset(),
                        of.examples(),
                        of.steps(),
                        of.seed(),
                        of.settingsHash(),
                        of.rules(),
                        of.rulesSince());
    }

    private static Record<byte[], byte[]> record(Line line) {
        RecordHeaders headers = new RecordHeaders();
        line.headers().forEach(headers::add);
        return new Record<>(line.key(), line.value(), line.timestamp(), headers);
    }

    private static Checkpoint first() {
        return new InitialVersion(SETTINGS.network(), SETTINGS.learn().seed(), Optional.empty())
                .checkpoint(0);
    }

    private static Learner learner(Checkpoint from) {
        return new Learner(
                from, SETTINGS.learn(), new Provenance(STOOD.topic(), 0, "test", "test"));
    }

    private KeyValueStore<String, byte[]> store(String name) {
        KeyValueStore<String, byte[]> store =
                Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(name),
                                Serdes.String(),
                                Serdes.ByteArray())
                        .withLoggingDisabled()
                        .build();
        store.init(context.getStateStoreContext(), store);
        return store;
    }
}
