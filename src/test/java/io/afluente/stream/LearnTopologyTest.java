package io.afluente.stream;

import static io.afluente.stream.TopologyDriver.TOPICS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afluente.TestNetworks;
import io.afluente.image.ImageDecoder;
import io.afluente.image.ImageLimits;
import io.afluente.image.InputShape;
import io.afluente.learn.Control;
import io.afluente.learn.Example;
import io.afluente.learn.LearnSettings;
import io.afluente.learn.Learner;
import io.afluente.learn.Outcome;
import io.afluente.learn.Provenance;
import io.afluente.meter.Meters;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.CheckpointFolder;
import io.afluente.registry.Manifest;
import io.afluente.registry.Pointer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labelled images in; scores, checkpoints and a pointer out, as the plain learner gives them. */
class LearnTopologyTest {
    private static final LearnSettings SETTINGS = new LearnSettings(4, 2, 1, 1000, 0.01);
    private static final Provenance PROVENANCE =
            new Provenance("labeled-images", 0, "test", "test");
    private static final Checkpoint FIRST = TestNetworks.untrained(0, 1);

    @TempDir private Path folder;
    private TopologyDriver driver;

    @BeforeEach
    void start() {
        driver = TopologyDriver.learn(topology(folder).get(), folder.resolve("state"));
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void shouldScoreEachMiniBatchBeforeLearningIt() throws IOException {
        sendPictures(0, 9);

        List<JsonNode> scores = scores();
        assertThat(scores).hasSize(2);
        assertThat(scores.get(1).get("miniBatch").asInt()).isEqualTo(2);
        assertThat(scores.get(1).get("fromOffset").asLong()).isEqualTo(4);
        assertThat(scores.get(1).get("toOffset").asLong()).isEqualTo(7);
        assertThat(scores.get(1).get("examples").asInt()).isEqualTo(4);
        assertThat(scores.get(1).get("score").get("examples").asInt()).isEqualTo(8);
    }

    @Test
    void shouldPublishTheCheckpointsThatAPlainLoopMakes() {
        sendPictures(0, 16);

        List<Checkpoint> published = checkpoints();
        List<Checkpoint> expected = plainLoop(16);
        assertThat(published).hasSize(2);
        assertThat(published)
                .extracting(Checkpoint::version)
                .containsExactlyElementsOf(expected.stream().map(Checkpoint::version).toList());
        assertThat(published.get(1).lineage().parent())
                .isEqualTo(published.get(0).version().toString());
        assertThat(published.get(1).lineage().fromOffset()).isEqualTo(8);
        assertThat(published.get(1).lineage().nextOffset()).isEqualTo(16);
    }

    @Test
    void shouldPointToTheLatestCheckpoint() {
        sendPictures(0, 16);

        List<TestRecord<byte[], byte[]>> models = driver.read(TOPICS.models());
        TestRecord<byte[], byte[]> last = models.get(models.size() - 1);
        assertThat(new String(last.key(), UTF_8)).isEqualTo("mnist/candidate");
        assertThat(Pointer.fromJson(last.value()).version()).startsWith("000002-");
    }

    @Test
    void shouldTakeOldCheckpointsAwayButKeepTheLastAndTheParent() {
        sendPictures(0, 8 * 5);

        List<String> gone =
                driver.read(TOPICS.models()).stream()
                        .filter(record -> record.value() == null)
                        .map(record -> new String(record.key(), UTF_8))
                        .toList();
        assertThat(gone).hasSize(2 * 3).allMatch(key -> key.matches("mnist/00000[123]-.*"));
    }

    @Test
    void shouldCloseAPartialMiniBatchAndCheckpointWhenTold() throws IOException {
        sendPictures(0, 3);
        control(Control.Order.CHECKPOINT);

        assertThat(scores()).hasSize(1);
        assertThat(checkpoints()).hasSize(1);
        assertThat(checkpoints()).isEmpty();
    }

    @Test
    void shouldMakeNoCheckpointOfNothingNew() {
        control(Control.Order.CHECKPOINT);
        control(Control.Order.CLOSE_BATCH);

        assertThat(driver.read(TOPICS.models())).isEmpty();
        assertThat(driver.read(TOPICS.scores())).isEmpty();
    }

    @Test
    void shouldDeadLetterWhatCannotBeLearnedAndLearnTheRest() throws IOException {
        sendPictures(0, 2);
        driver.send(
                TOPICS.labeledImages(), "bad", pixels(0), Map.of("content-type", ImageCodec.RAW));
        driver.send(TOPICS.labeledImages(), "odd", null, Map.of("control", "dance"));
        sendPictures(2, 2);

        assertThat(scores()).hasSize(1);
        assertThat(driver.read("labeled-images-dlq"))
                .extracting(dead -> HeaderNames.text(dead.headers(), HeaderNames.DLQ_REASON))
                .containsExactly(
                        "label: missing", "control: one of close-batch, checkpoint, not \"dance\"");
    }

    private void sendPictures(int from, int count) {
        for (int i = from; i < from + count; i++) {
            driver.send(
                    TOPICS.labeledImages(),
                    "id-" + i,
                    pixels(i),
                    Map.of(
                            "content-type",
                            ImageCodec.RAW,
                            "label",
                            String.valueOf(TestNetworks.picture(i).label())));
        }
    }

    private void control(Control.Order order) {
        driver.send(TOPICS.labeledImages(), null, null, Map.of("control", order.wireName()));
    }

    private List<JsonNode> scores() throws IOException {
        List<JsonNode> scores = new ArrayList<>();
        for (TestRecord<byte[], byte[]> record : driver.read(TOPICS.scores())) {
            scores.add(new ObjectMapper().readTree(record.value()));
        }
        return scores;
    }

    private List<Checkpoint> checkpoints() {
        List<Checkpoint> checkpoints = new ArrayList<>();
        byte[] chunk = null;
        for (TestRecord<byte[], byte[]> record : driver.read(TOPICS.models())) {
            String key = new String(record.key(), UTF_8);
            if (key.endsWith("/0")) {
                chunk = record.value();
            } else if (!key.endsWith("/candidate")) {
                byte[] only = chunk;
                checkpoints.add(Manifest.fromJson(record.value()).assemble(i -> only));
            }
        }
        return checkpoints;
    }

    private static List<Checkpoint> plainLoop(int examples) {
        List<Checkpoint> checkpoints = new ArrayList<>();
        try (Learner learner = new Learner(FIRST, SETTINGS, PROVENANCE)) {
            for (int i = 0; i < examples; i++) {
                Outcome outcome = learner.take(new Example(i, "id-" + i, TestNetworks.picture(i)));
                outcome.checkpoint().ifPresent(checkpoints::add);
            }
        }
        return checkpoints;
    }

    private static byte[] pixels(int number) {
        return TestNetworks.picture(number).image().pixels();
    }

    static LearnTopology topology(Path folder) {
        return new LearnTopology(
                TOPICS,
                "mnist",
                () -> new Learner(FIRST, SETTINGS, PROVENANCE),
                () -> {},
                new LogEntryReader(
                        new ImageCodec(new ImageDecoder(ImageLimits.DEFAULT), 1 << 20),
                        new InputShape(28, 28, 1),
                        10),
                1,
                new CheckpointFiles("mnist", new CheckpointFolder(folder), Meters.none()),
                Meters.none());
    }
}
