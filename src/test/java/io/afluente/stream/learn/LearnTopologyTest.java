package io.afluente.stream.learn;

import static io.afluente.TestLearning.PROVENANCE;
import static io.afluente.stream.learn.TopologyDriver.TOPICS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afluente.TestLearning;
import io.afluente.TestNetworks;
import io.afluente.TopicSchemas;
import io.afluente.evaluate.ConfusionCounts;
import io.afluente.image.InputShape;
import io.afluente.image.PictureForm;
import io.afluente.image.decode.ImageDecoder;
import io.afluente.image.decode.ImageLimits;
import io.afluente.learn.EntryResult;
import io.afluente.learn.LearnSettings;
import io.afluente.learn.Learner;
import io.afluente.learn.example.Control;
import io.afluente.learn.example.Example;
import io.afluente.learn.gate.GateSettings;
import io.afluente.meter.Meters;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.CheckpointFolder;
import io.afluente.registry.Digest;
import io.afluente.registry.Manifest;
import io.afluente.registry.ModelKeys;
import io.afluente.registry.Pointer;
import io.afluente.registry.Sha256;
import io.afluente.registry.Signer;
import io.afluente.registry.Version;
import io.afluente.stream.event.EventMode;
import io.afluente.stream.fetch.AllowList;
import io.afluente.stream.fetch.FetchSettings;
import io.afluente.stream.fetch.Fetcher;
import io.afluente.stream.fetch.PictureServer;
import io.afluente.stream.format.ValueFormats;
import io.afluente.stream.record.ControlRecords;
import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.record.ImageCodec;
import io.afluente.stream.record.LogEntryReader;
import io.afluente.stream.record.TestLog;
import io.afluente.stream.topic.Topics;
import io.afluente.trace.Tracing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labelled images in; scores, checkpoints and a pointer out, as the plain learner gives them. */
public class LearnTopologyTest {
    private static final LearnSettings SETTINGS = new LearnSettings(4, 2, 1, 1000, 0.01);
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
    void shouldMakeItsScoresEventsWhereTheyAreToBe() {
        driver.close();
        driver = TopologyDriver.learn(eventful().get(), folder.resolve("state"));
        sendPictures(0, 9);

        TestRecord<byte[], byte[]> score = driver.read(TOPICS.scores()).get(1);

        assertThat(HeaderNames.text(score.headers(), "ce_specversion")).isEqualTo("1.0");
        assertThat(HeaderNames.text(score.headers(), "ce_id")).isEqualTo("labeled-images-0-7");
        assertThat(HeaderNames.text(score.headers(), "ce_source"))
                .isEqualTo("/afluente/learn/mnist");
        assertThat(HeaderNames.text(score.headers(), "ce_type")).isEqualTo("io.afluente.score.v1");
        assertThat(HeaderNames.text(score.headers(), "content-type")).isEqualTo("application/json");
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
        assertThat(driver.read(TOPICS.learnerStates()))
                .filteredOn(record -> record.value() == null)
                .extracting(record -> new String(record.key(), UTF_8))
                .containsExactlyElementsOf(
                        gone.stream().filter(key -> key.endsWith("/0")).toList());
    }

    @Test
    void shouldKeepFromClassifiersWhatOnlyALearnerNeeds() {
        restart(gated());
        sendPictures(0, 400);

        List<TestRecord<byte[], byte[]>> models = driver.read(TOPICS.models());
        Manifest last = manifests(models).get(manifests(models).size() - 1);
        assertThat(last.bytes()).isLessThan(60_000);
        Digest state = last.lineage().learnerState();
        assertThat(state.bytes()).isGreaterThan(100_000);
        assertThat(Sha256.of(latest(TOPICS.learnerStates()).get("mnist/" + last.version() + "/0")))
                .isEqualTo(state.sha256());
    }

    @Test
    void shouldDeadLetterAVersionThatComesWithoutItsLearnersState() {
        sendPictures(0, 8);
        Checkpoint version = checkpoints().get(0);
        continueFrom(version.version().toString(), version.bytes());

        assertThat(driver.read("labeled-images-dlq"))
                .extracting(dead -> HeaderNames.text(dead.headers(), HeaderNames.DLQ_REASON))
                .satisfiesExactly(
                        why -> assertThat(why).contains("comes without its learner's state"));
    }

    @Test
    void shouldNotTakeAwayWhatIsPinned() {
        sendPictures(0, 16);
        String pinned = manifests(driver.read(TOPICS.models())).get(0).version();
        driver.send(TOPICS.models(), "mnist/pin", new Pointer(pinned).toJson(), Map.of());

        sendPictures(16, 24);

        assertThat(driver.read(TOPICS.models()))
                .filteredOn(record -> record.value() == null)
                .extracting(record -> new String(record.key(), UTF_8))
                .isNotEmpty()
                .noneMatch(key -> key.contains(pinned));
    }

    @Test
    void shouldRefuseAnEmptyStoreIfTheStreamWasReadBefore() {
        LearnTopology topology = topology(folder, SETTINGS, new TestLog().committed(7));

        assertThatThrownBy(() -> TopologyDriver.learn(topology.get(), folder.resolve("lost")))
                .hasRootCauseInstanceOf(LostStateException.class);
    }

    @Test
    void shouldGoOnWhereThePinIsNone() {
        driver.send(TOPICS.models(), "mnist/pin", "no pointer".getBytes(UTF_8), Map.of());
        sendPictures(0, 8 * 5);

        assertThat(checkpoints()).hasSize(5);
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
    void shouldLearnTheSameFromPicturesThatAreElsewhere() {
        sendPictures(0, 8);
        List<Version> inline = checkpoints().stream().map(Checkpoint::version).toList();
        driver.close();
        try (PictureServer server = new PictureServer()) {
            driver = fetching(server);
            for (int i = 0; i < 8; i++) {
                server.at("/" + i, pixels(i));
                sendReference(i, server.url("/" + i), Sha256.of(pixels(i)));
            }
            server.at("/away", PictureServer.status(503));
            sendReference(0, server.url("/0"), "");
            sendReference(0, server.url("/0"), Sha256.of(pixels(1)));
            sendReference(0, server.url("/away"), Sha256.of(pixels(0)));
        }

        assertThat(checkpoints()).extracting(Checkpoint::version).isEqualTo(inline);
        assertThat(driver.read("labeled-images-dlq"))
                .extracting(
                        letter -> HeaderNames.text(letter.headers(), HeaderNames.DLQ_REASON),
                        letter -> HeaderNames.text(letter.headers(), HeaderNames.DLQ_PASSING))
                .satisfiesExactly(
                        no ->
                                assertThat(no.toList().get(0).toString())
                                        .startsWith("image-sha256: missing"),
                        other ->
                                assertThat(other.toList().get(0).toString())
                                        .contains("its SHA-256 is " + Sha256.of(pixels(0))),
                        away -> assertThat(away.toList().get(1)).isEqualTo("true"));
    }

    private TopologyDriver fetching(PictureServer server) {
        FetchSettings settings =
                new FetchSettings(
                        AllowList.of(List.of(server.url("/"))),
                        Duration.ofSeconds(20),
                        Duration.ofMillis(100));
        Path other = folder.resolve("fetching");
        return TopologyDriver.learn(
                topology(other, SETTINGS, new TestLog(), new Fetcher(settings, 1 << 20)).get(),
                other.resolve("state"));
    }

    private void sendReference(int number, String url, String sha256) {
        driver.send(
                TOPICS.labeledImages(),
                "id-" + number,
                null,
                Map.of(
                        "content-type",
                        ImageCodec.RAW,
                        "label",
                        String.valueOf(TestNetworks.picture(number).label()),
                        "image-url",
                        url,
                        "image-sha256",
                        sha256));
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
                        "label: missing",
                        "control: one of close-batch, checkpoint, reset, reset-updater, roll-back,"
                                + " continue, add-label, not \"dance\"");
    }

    @Test
    void shouldTellHowALabelIsAddedAndLearnItOnceItIs() throws IOException {
        sendPicture(10);
        driver.send(
                TOPICS.labeledImages(),
                null,
                "ten".getBytes(UTF_8),
                Map.of("control", "add-label"));
        sendPicture(10);
        sendPicture(11);
        driver.send(TOPICS.labeledImages(), null, null, Map.of("control", "add-label"));
        driver.send(TOPICS.labeledImages(), null, new byte[] {-1}, Map.of("control", "add-label"));
        control(Control.Order.CHECKPOINT);

        List<Checkpoint> made = checkpoints();
        assertThat(made).hasSize(2);
        assertThat(made)
                .allSatisfy(
                        version -> {
                            assertThat(version.network().spec().labels()).hasSize(11);
                            assertThat(version.lineage().addedLabels()).containsExactly("ten");
                        });
        assertThat(made.get(1).lineage().examples()).isEqualTo(1);
        assertThat(driver.read("labeled-images-dlq"))
                .extracting(dead -> HeaderNames.text(dead.headers(), HeaderNames.DLQ_REASON))
                .containsExactly(
                        "label: from 0 to 9, not 10; \"afluente models add-label --model mnist NAME\""
                                + " adds label 10",
                        "label: from 0 to 10, not 11; \"afluente models add-label --model mnist NAME\""
                                + " adds label 11",
                        "control add-label: label: a name without blanks around it is needed, not"
                                + " \"\"",
                        "control add-label: label: its name is not UTF-8");
    }

    private void sendPicture(int label) {
        driver.send(
                TOPICS.labeledImages(),
                "one",
                pixels(label),
                Map.of("content-type", ImageCodec.RAW, "label", String.valueOf(label)));
    }

    @Test
    void shouldFollowTheSchemaOfScores() {
        restart(TestLearning.everything());
        sendPictures(0, 60);
        control(Control.Order.RESET);
        sendPictures(60, 60);

        List<TestRecord<byte[], byte[]>> scores = driver.read(TOPICS.scores());
        assertThat(scores).hasSizeGreaterThan(15);
        assertThat(scores)
                .allSatisfy(
                        score ->
                                assertThat(
                                                TopicSchemas.complaints(
                                                        "scores",
                                                        "application/json",
                                                        score.value()))
                                        .isEmpty());
        assertThat(scores)
                .anySatisfy(score -> assertThat(score.value()).asString().contains("ordered"));
    }

    @Test
    void shouldLetAnEvaluationBeMadeAgainFromTheScores() throws IOException {
        restart(TestLearning.everything());
        sendPictures(0, 120);

        ConfusionCounts again = new ConfusionCounts(10);
        List<JsonNode> scores = scores();
        for (JsonNode score : scores) {
            for (JsonNode cell : score.get("confusion")) {
                for (int i = 0; i < cell.get(2).asInt(); i++) {
                    again.update(cell.get(0).asInt(), cell.get(1).asInt());
                }
            }
        }

        JsonNode last = scores.get(scores.size() - 1).get("score");
        assertThat(again.total()).isEqualTo(last.get("examples").asLong());
        assertThat(again.accuracy()).isEqualTo(last.get("accuracy").asDouble());
    }

    @Test
    void shouldPublishAHeldCheckpointButPointToTheOneBefore() {
        restart(gated());
        sendPictures(0, 400);
        sendPoison(400, 440);
        String good = pointer(driver.read(TOPICS.models()));
        sendPoison(440, 490);

        List<TestRecord<byte[], byte[]>> models = driver.read(TOPICS.models());
        assertThat(good).isNotNull();
        assertThat(pointer(models)).isNull();
        assertThat(manifests(models))
                .hasSizeGreaterThan(1)
                .allSatisfy(m -> assertThat(m.lineage().verdict().passed()).isFalse());
        assertThat(models)
                .filteredOn(record -> record.value() == null)
                .extracting(record -> new String(record.key(), UTF_8))
                .doesNotContain("mnist/" + good);
    }

    @Test
    void shouldGoOnFromAVersionThatComesWithTheOrder() {
        sendPictures(0, 8);
        Checkpoint first = checkpoints().get(0);
        sendPoison(8, 16);
        ProducerRecord<byte[], byte[]> order =
                ControlRecords.continueFrom(TOPICS.labeledImages(), first);
        driver.send(
                TOPICS.labeledImages(),
                new String(order.key(), UTF_8),
                order.value(),
                Map.of("control", "continue"));
        checkpoints();
        sendPictures(8, 8);

        Checkpoint again = checkpoints().get(0);
        assertThat(again.lineage().parametersSha256())
                .isEqualTo(plainLoop(16).get(1).lineage().parametersSha256());
        assertThat(again.lineage().origin()).isEqualTo(first.version().toString());
    }

    @Test
    void shouldDeadLetterAVersionThatLearningCannotGoOnFrom() {
        Checkpoint version = TestNetworks.untrained(3, 2);
        byte[] damaged = version.bytes().clone();
        damaged[99] ^= 1;
        continueFrom(version.version().toString(), damaged);
        continueFrom("the good one", version.bytes());
        continueFrom(version.version().toString(), null);
        continueFrom(version.version().toString(), new byte[8_000_001]);
        sendPictures(0, 4);

        assertThat(driver.read(TOPICS.scores())).hasSize(1);
        assertThat(driver.read("labeled-images-dlq"))
                .extracting(dead -> HeaderNames.text(dead.headers(), HeaderNames.DLQ_REASON))
                .satisfiesExactly(
                        bytes -> assertThat(bytes).contains("its bytes are not those of its name"),
                        name -> assertThat(name).contains("not \"the good one\""),
                        none -> assertThat(none).endsWith("got none"),
                        large -> assertThat(large).endsWith("got 8,000,001 bytes"));
    }

    @Test
    void shouldDeadLetterAVersionThatComputesSomethingElse() {
        for (Checkpoint version :
                List.of(TestNetworks.overflowing(3), TestNetworks.unrunnable(4))) {
            continueFrom(version.version().toString(), version.bytes());
        }
        sendPictures(0, 4);

        assertThat(driver.read(TOPICS.scores())).hasSize(1);
        assertThat(driver.read("labeled-images-dlq"))
                .extracting(dead -> HeaderNames.text(dead.headers(), HeaderNames.DLQ_REASON))
                .containsExactly(
                        "it computes something else: layer0 is a OutputLayer, not a"
                                + " ConvolutionLayer",
                        "it computes something else: layer0 is a SubsamplingLayer, not a"
                                + " ConvolutionLayer");
    }

    private void continueFrom(String version, byte[] bytes) {
        driver.send(TOPICS.labeledImages(), version, bytes, Map.of("control", "continue"));
    }

    private void restart(LearnSettings settings) {
        driver.close();
        driver = TopologyDriver.learn(topology(folder, settings).get(), folder.resolve("other"));
    }

    private static LearnSettings gated() {
        return new LearnSettings(4, 2, 1, 1000, 0.01)
                .withGate(new GateSettings(true, 0.3, 60, 60, 20, 0.05));
    }

    private static String pointer(List<TestRecord<byte[], byte[]>> models) {
        return models.stream()
                .filter(record -> new String(record.key(), UTF_8).endsWith("/candidate"))
                .reduce((first, then) -> then)
                .map(record -> Pointer.fromJson(record.value()).version())
                .orElse(null);
    }

    private static List<Manifest> manifests(List<TestRecord<byte[], byte[]>> models) {
        ModelKeys keys = new ModelKeys("mnist");
        return models.stream()
                .filter(record -> record.value() != null)
                .filter(r -> keys.versionOfManifest(new String(r.key(), UTF_8)).isPresent())
                .map(record -> Manifest.fromJson(record.value()))
                .toList();
    }

    private void sendPictures(int from, int count) {
        for (int i = from; i < from + count; i++) {
            send(i, TestNetworks.picture(i).label());
        }
    }

    private void sendPoison(int from, int to) {
        for (int i = from; i < to; i++) {
            send(i, i * 7 % 10);
        }
    }

    private void send(int number, int label) {
        driver.send(
                TOPICS.labeledImages(),
                "id-" + number,
                pixels(number),
                Map.of("content-type", ImageCodec.RAW, "label", String.valueOf(label)));
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
        Map<String, byte[]> states = latest(TOPICS.learnerStates());
        List<Checkpoint> checkpoints = new ArrayList<>();
        byte[] chunk = null;
        for (TestRecord<byte[], byte[]> record : driver.read(TOPICS.models())) {
            String key = new String(record.key(), UTF_8);
            if (key.endsWith("/0")) {
                chunk = record.value();
            } else if (record.value() != null && !key.endsWith("/candidate")) {
                byte[] only = chunk;
                Checkpoint serving = Manifest.fromJson(record.value()).assemble(i -> only);
                checkpoints.add(serving.with(states.get(key + "/0")));
            }
        }
        return checkpoints;
    }

    private Map<String, byte[]> latest(String topic) {
        Map<String, byte[]> latest = new HashMap<>();
        driver.read(topic).stream()
                .filter(record -> record.value() != null)
                .forEach(record -> latest.put(new String(record.key(), UTF_8), record.value()));
        return latest;
    }

    private static List<Checkpoint> plainLoop(int examples) {
        List<Checkpoint> checkpoints = new ArrayList<>();
        try (Learner learner = new Learner(FIRST, SETTINGS, PROVENANCE)) {
            for (int i = 0; i < examples; i++) {
                EntryResult outcome =
                        learner.take(new Example(i, "id-" + i, TestNetworks.picture(i)));
                outcome.checkpoint().ifPresent(checkpoints::add);
            }
        }
        return checkpoints;
    }

    private static byte[] pixels(int number) {
        return TestNetworks.picture(number).image().pixels();
    }

    private LearnTopology eventful() {
        return topology(folder, TOPICS.as(EventMode.BINARY), Tracing.none());
    }

    static LearnTopology topology(Path folder, Topics topics, Tracing tracing) {
        LearnTopology none = topology(folder);
        return new LearnTopology(
                topics,
                none.model(),
                none.line(),
                none.learners(),
                none.log(),
                none.reader(),
                none.keep(),
                none.signer(),
                none.files(),
                tracing,
                none.meters());
    }

    public static LearnTopology topology(Path folder) {
        return topology(folder, SETTINGS);
    }

    private static LearnTopology topology(Path folder, LearnSettings settings) {
        return topology(folder, settings, new TestLog());
    }

    private static LearnTopology topology(Path folder, LearnSettings settings, LabeledLog log) {
        return topology(folder, settings, log, Fetcher.none());
    }

    private static LearnTopology topology(
            Path folder, LearnSettings settings, LabeledLog log, Fetcher fetcher) {
        return new LearnTopology(
                TOPICS,
                "mnist",
                new TestLine(FIRST),
                from -> new Learner(from, settings, PROVENANCE),
                log,
                new LogEntryReader(
                                new ImageCodec(
                                        new ImageDecoder(ImageLimits.DEFAULT),
                                        1 << 20,
                                        ValueFormats.JSON,
                                        fetcher),
                                PictureForm.of(new InputShape(28, 28, 1)),
                                "mnist")
                        .patient(() -> 0),
                1,
                Signer.none(),
                new CheckpointFiles(
                        "mnist", new CheckpointFolder(folder), Signer.none(), Meters.none()),
                Tracing.none(),
                Meters.none());
    }
}
