package io.afluente.cli.models;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.BrokerExtension;
import io.afluente.TestCluster;
import io.afluente.TestKeys;
import io.afluente.TestService;
import io.afluente.Waiting;
import io.afluente.cli.CommandRun;
import io.afluente.learn.example.Control;
import io.afluente.meter.Meters;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Lineage;
import io.afluente.registry.Manifest;
import io.afluente.registry.Version;
import io.afluente.service.ClassifyRole;
import io.afluente.service.LearnRole;
import io.afluente.stream.client.ModelsTopic;
import io.afluente.stream.topic.KafkaCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The versions of a line of learning, looked at, chosen, taken apart and put together again. */
@ExtendWith(BrokerExtension.class)
class ModelsCommandIT {
    /** What {@link TestService} learns under. */
    private static final String[] SETTINGS =
            ("--batch-size 8 --checkpoint-every 2 --seed 1 --replay 0 --memory 0 --average 0"
                            + " --rate-examples 1 --drift-detector none --drift-warm-up 0"
                            + " --drift-cool-down 0 --drift-raise 1 --gate off")
                    .split(" ");

    @TempDir private Path folder;
    private TestCluster cluster;
    private TestService service;

    @BeforeEach
    void start(TestCluster cluster) {
        this.cluster = cluster;
        this.service = TestService.on(cluster, folder);
    }

    @Test
    void shouldListVersionsAsAChangelog() {
        learn(16 * 3);

        CommandRun list = models("list");

        assertThat(list.err()).isEmpty();
        assertThat(list.lines()).last().isEqualTo("4 in all");
        assertThat(list.lines().get(0)).startsWith("000003-").endsWith("  serves");
        assertThat(list.lines().get(1)).isEqualTo("  goes on from " + versions().get(1));
        assertThat(list.lines().get(2))
                .isEqualTo(
                        "  learned 16 examples, 48 in all: %s-0, 32 to 47"
                                .formatted(cluster.topics().labeledImages()));
        assertThat(list.out()).containsPattern("000000-\\w+\\R  begins the line, with seed 1\\R");
        assertThat(models("list", "--json").lines())
                .hasSize(4)
                .first()
                .asString()
                .contains("\"serves\":true,\"pinned\":false", "\"nextOffset\":48");
    }

    @Test
    void shouldShowTheWholeLineageOfAVersionByItsBeginning() {
        learn(16);

        assertThat(models("show 000001").err()).isEmpty();
        assertThat(models("show 000001").lines())
                .contains("state         serves", "examples      16 in 2 steps", "seed          1")
                .anyMatch(line -> line.matches("parameters    SHA-256 [0-9a-f]{64}"));
        assertThat(models("show 0000").err()).contains("0000: may be 000001-");
        assertThat(models("show 7").err()).contains("no version of mnist", "begins so");
        assertThat(models("show 7").exitCode()).isEqualTo(2);
    }

    @Test
    void shouldServeWhatIsPromotedUntilItIsUnpinned() {
        learn(16 * 2);
        String older = versions().get(1);

        CommandRun promote = models("promote " + older);
        assertThat(promote.out()).startsWith(older + " serves, pinned; before: 000002-");
        learn(16);
        assertThat(models("list").out()).containsPattern(older + " +serves, pinned");
        assertThat(models("list").out()).containsPattern("000003-\\w+ +candidate");

        assertThat(models("unpin").out()).startsWith("000003-").contains("serves");
        assertThat(models("unpin").out()).startsWith("no version was pinned");
    }

    @Test
    void shouldSayWhoHasChosenAVersionAndWhy() {
        learn(16 * 2);
        String older = versions().get(1);

        models("promote " + older, "--reason", "the new one is too sure");
        assertThat(models("list").out())
                .containsPattern(
                        "  pin: promote at \\d{4}-\\S+Z by \\S+@\\S+: the new one is too sure");
        assertThat(models("list", "--json").out())
                .contains("\"reason\":\"the new one is too sure\"", "\"action\":\"promote\"");
        assertThat(models("show " + older).out()).contains("decided       pin: promote at ");
        models("unpin", "--reason", "mended");
        assertThat(models("list").out()).containsPattern("no pin: unpin at \\S+ by .*: mended");
        assertThat(models("unpin", "--reason", "a\nb").err()).contains("--reason", "a line of 1");
    }

    @Test
    void shouldSayWhatIsSignedAndWhatIsNot() throws IOException {
        learn(16);
        TestKeys key = new TestKeys();
        String trusted = Files.writeString(folder.resolve("pub"), key.publicPem()).toString();
        String own = Files.writeString(folder.resolve("pem"), key.privatePem()).toString();
        String[] keys = {"--trusted-key-files", trusted, "--signing-key-file", own};
        String file = folder.resolve("checkpoints/" + file("000001")).toString();

        assertThat(models("verify", "--signature").err()).contains("--trusted-key-files");
        CommandRun before = models("verify --signature", "--trusted-key-files", trusted);
        models("publish " + file, with(keys, "--promote"));
        CommandRun after = models("verify --signature", "--trusted-key-files", trusted);

        assertThat(before.out()).contains("0 versions and pointers are signed", "3 are not");
        assertThat(before.err())
                .contains("not signed", "pointer mnist/candidate: not signed by Ed25519");
        assertThat(after.out()).contains("2 versions and pointers are signed", "2 are not");
        assertThat(models("show 000001", "--trusted-key-files", trusted).out())
                .contains("signed by the trusted key " + key.id());
    }

    private static String[] with(String[] words, String last) {
        return Stream.concat(Stream.of(words), Stream.of(last)).toArray(String[]::new);
    }

    @Test
    void shouldGoBackVersionByVersion() {
        learn(16 * 2);
        List<String> newestFirst = versions();

        assertThat(models("rollback").out()).startsWith(newestFirst.get(1) + " serves");
        assertThat(models("rollback").out()).startsWith(newestFirst.get(2) + " serves");
        assertThat(models("rollback").err()).contains("it has no parent to go back to");
    }

    @Test
    void shouldPutBackWhatWasTakenAwayBeforeItIsPinned() {
        learn(16 * 6);
        String gone = file("000001").replace(".zip", "");
        assertThat(versions()).doesNotContain(gone);

        CommandRun promote = models("promote " + gone);

        assertThat(promote.err()).isEmpty();
        assertThat(versions()).contains(gone);
        assertThat(models("verify").exitCode()).isZero();
    }

    @Test
    void shouldPublishAFileAndHaveItServe() throws IOException {
        learn(16);
        Path exported = folder.resolve("copy.zip");

        assertThat(models("export 000001", "--output", exported.toString()).exitCode()).isZero();
        assertThat(exported)
                .hasSameBinaryContentAs(folder.resolve("checkpoints/" + file("000001")));
        Path onnx = folder.resolve("copy.onnx");
        models("export 000001", "--format", "onnx", "--output", onnx.toString());
        assertThat(onnx).isNotEmptyFile();
        CommandRun publish = models("publish " + exported, "--promote");

        assertThat(publish.lines()).first().asString().matches("000002-\\w{12} is on the topic .*");
        assertThat(publish.out()).contains("000002-").contains("serves, pinned");
        Files.write(exported, new byte[] {1, 2, 3});
        assertThat(models("publish " + exported).exitCode()).isEqualTo(2);
    }

    @Test
    void shouldRebuildAVersionFromItsParentAndFromTheBeginning() {
        cluster.send(cluster.topics().labeledImages(), "poison", "{}");
        learn(16 * 2);
        cluster.send(cluster.topics().labeledImages(), "poison", "{}");
        learn(5, Control.Order.CHECKPOINT);

        CommandRun fromParent = rebuild("000003", "--verify");
        CommandRun fromBeginning = rebuild("000003", "--verify", "--from-beginning");

        assertThat(fromParent.err()).isEmpty();
        assertThat(fromParent.out()).contains("from 000002-", "offsets 33 to 40: the same bytes");
        assertThat(fromBeginning.err()).isEmpty();
        assertThat(fromBeginning.out()).contains("from 000000-", "offsets 0 to 40: the same bytes");
        assertThat(rebuild("000003", "--json").out())
                .contains("\"fromOffset\":33,\"nextOffset\":41", "\"same\":true");
    }

    @Test
    void shouldCheckAVersionOfOtherRulesAndSayThatItCannotBeComputed() {
        learn(16 * 2);
        Checkpoint second = checkpoint(versions().get(0));
        String old = ofRulesOf010(second);

        CommandRun rebuild = rebuild(old, "--verify");
        CommandRun json = rebuild(old, "--json");

        assertThat(rebuild.exitCode()).isEqualTo(4);
        assertThat(rebuild.err()).isEmpty();
        assertThat(rebuild.out())
                .contains("learned by rules 1", "has rules 2 and can't compute it again")
                .contains("follows its parent " + versions().get(2))
                .doesNotContain("other parameters", "differ");
        assertThat(json.out()).contains("\"rules\":1", "\"computable\":false", "\"whole\":true");
        assertThat(models("verify").exitCode()).isZero();
    }

    /** The same version as 0.1.0 would have published it, under the next number. */
    private String ofRulesOf010(Checkpoint checkpoint) {
        String lineage = new String(checkpoint.lineage().toJson(), UTF_8);
        byte[] old = lineage.replace("\"rules\":2,", "").getBytes(UTF_8);
        Checkpoint again =
                Checkpoint.seal(
                        checkpoint.version().sequence() + 1,
                        checkpoint.network(),
                        Lineage.fromJson(old),
                        new byte[0]);
        new ModelsTopic(cluster.client(), cluster.topics(), "mnist").put(again);
        return again.version().toString();
    }

    private Checkpoint checkpoint(String version) {
        return new ModelsTopic(cluster.client(), cluster.topics(), "mnist")
                .catalog()
                .checkpoint(Version.parse(version))
                .orElseThrow();
    }

    @Test
    void shouldNotRebuildUnderOtherSettings() {
        learn(16);

        CommandRun other = models("rebuild 000001", "--batch-size", "4");

        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.err()).contains("was learned under settings");
    }

    @Test
    void shouldNameTheOffsetsThatTheLogHasLost() {
        learn(16 * 2);
        TopicPartition log = new TopicPartition(cluster.topics().labeledImages(), 0);
        try (Admin admin = Admin.create(cluster.client())) {
            KafkaCalls.await(
                    admin.deleteRecords(Map.of(log, RecordsToDelete.beforeOffset(20))).all());
        }

        CommandRun lost = rebuild("000002");

        assertThat(lost.exitCode()).isEqualTo(2);
        assertThat(lost.err()).contains("offsets 16 to 19 of " + log + " are gone");
    }

    @Test
    void shouldComputeRecordedPredictionsAgain() {
        service.sendImages(0, 300);
        learn(16);
        classify(300);

        CommandRun verify = models("verify --predictions", "--sample", "100");

        assertThat(verify.err()).isEmpty();
        assertThat(verify.out()).contains("100 predictions come out the same bit for bit");
    }

    @Test
    void shouldSayWhichPredictionsCannotBeComputedOrComeOutOtherwise() {
        service.sendImages(0, 3);
        learn(16);
        classify(3);
        forgeAnswer();

        CommandRun verify = models("verify --predictions", "--json");

        assertThat(verify.exitCode()).isEqualTo(2);
        assertThat(verify.out()).contains("\"same\":3,\"different\":1,\"unchecked\":1");
        assertThat(verify.err()).contains("its version is gone", "differs by up to");
    }

    @Test
    void shouldNoticeAVersionThatIsNotWhole() {
        learn(16);
        String version = versions().get(0);
        cluster.send(cluster.topics().models(), "mnist/" + version + "/0", null);

        CommandRun verify = models("verify");

        assertThat(verify.exitCode()).isEqualTo(2);
        assertThat(verify.err()).contains(version + ": a chunk is missing");
    }

    /** Two predictions that nobody made: one by another version, one with other numbers. */
    private void forgeAnswer() {
        var real = cluster.read(cluster.topics().predictions()).get(0);
        String json = new String(real.value(), UTF_8);
        String version = versions().get(0);
        cluster.send(
                List.of(
                        forged(real, json.replace(version, "000009-0123456789ab")),
                        forged(real, json.replaceFirst("\\[[0-9.E-]+", "[0.5"))));
    }

    private static ProducerRecord<byte[], byte[]> forged(
            ConsumerRecord<byte[], byte[]> real, String json) {
        return new ProducerRecord<>(
                real.topic(), real.partition(), real.key(), json.getBytes(UTF_8), real.headers());
    }

    /** Learns more pictures, and waits for the version that they make. */
    private void learn(int examples) {
        learn(examples, Control.Order.CLOSE_BATCH);
    }

    private void learn(int examples, Control.Order then) {
        int before = (int) highestSequence();
        service.sendLabeled(0, examples);
        service.sendControl(then);
        int more = Math.max(1, examples / 16);
        try (LearnRole learn = service.learner(Meters.none())) {
            learn.start();
            Waiting.until(more + " more versions", () -> highestSequence() >= before + more);
        }
    }

    private void classify(int images) {
        try (ClassifyRole classify = service.classifier(Meters.none())) {
            classify.start();
            service.answers(images);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private long highestSequence() {
        return versions().stream()
                .findFirst()
                .map(version -> Long.parseLong(version.substring(0, 6)))
                .orElse(0L);
    }

    private List<String> versions() {
        return new ModelsTopic(cluster.client(), cluster.topics(), "mnist")
                .catalog().manifests().stream().map(Manifest::version).toList();
    }

    private String file(String beginning) {
        try (Stream<Path> files = Files.list(folder.resolve("checkpoints"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(beginning))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private CommandRun rebuild(String version, String... more) {
        return CommandRun.of(
                cluster.arguments(
                        "models rebuild " + version,
                        Stream.concat(Stream.of(SETTINGS), Stream.of(more))
                                .toArray(String[]::new)));
    }

    private CommandRun models(String command, String... more) {
        String checkpoints = folder.resolve("checkpoints").toString();
        return CommandRun.of(
                cluster.arguments(
                        "models " + command,
                        Stream.concat(Stream.of("--checkpoint-dir", checkpoints), Stream.of(more))
                                .toArray(String[]::new)));
    }
}
