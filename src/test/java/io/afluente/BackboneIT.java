package io.afluente;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.cli.CommandRun;
import io.afluente.meter.Meters;
import io.afluente.model.BackboneSpec;
import io.afluente.model.BadNetworkException;
import io.afluente.model.Classifier;
import io.afluente.model.ServableNetwork;
import io.afluente.model.dl4j.Nd4jEngine;
import io.afluente.model.dl4j.Networks;
import io.afluente.model.engine.Backbones;
import io.afluente.model.file.NetworkFolder;
import io.afluente.registry.BackboneFolder;
import io.afluente.registry.BackboneManifest;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Manifest;
import io.afluente.registry.ModelKeys;
import io.afluente.service.ClassifyRole;
import io.afluente.service.LearnRole;
import io.afluente.setting.UserException;
import io.afluente.stream.client.BackbonesOnTopic;
import io.afluente.stream.client.ModelsTopic;
import io.afluente.stream.record.PredictionRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A backbone travels once on the topic of models, and every process serves what stands behind. */
@ExtendWith(BrokerExtension.class)
class BackboneIT {
    private static final ModelKeys KEYS = new ModelKeys("mnist");

    @TempDir private Path folder;
    private TestCluster cluster;
    private TestService plain;
    private NetworkFolder model;
    private BackboneSpec backbone;

    @BeforeEach
    void writeModel(TestCluster cluster) {
        this.cluster = cluster;
        plain = TestService.on(cluster, folder);
        model = TestBackbones.writeFolder(folder.resolve("models"), 7);
        backbone = model.spec().backbone().orElseThrow();
    }

    @Test
    void shouldLearnAndServeBehindABackboneThatTheTopicCarries() {
        TestService learning = service("learning", model.backbone());
        TestService one = service("one", Optional.empty());
        TestService two = service("two", Optional.empty());
        try (LearnRole learn = learning.learner(Meters.none());
                ClassifyRole first = one.classifierBehind(Meters.none());
                ClassifyRole second = two.classifierBehind(Meters.none())) {
            learn.start();
            start(first);
            start(second);
            one.sendImages(0, 40);
            List<PredictionRecord> before = one.answers(40);
            one.sendLabeled(0, 8 * 40);
            Waiting.until("a version is swapped in", () -> first.live().version().sequence() >= 20);
            Waiting.until("by both", () -> second.live().version().sequence() >= 20);
            one.sendImages(40, 140);
            List<PredictionRecord> after = one.answers(140).subList(0, 140);

            assertThat(before).allSatisfy(a -> assertThat(a.version()).startsWith("000000-"));
            assertThat(after.stream().filter(a -> number(a) >= 40).filter(BackboneIT::isRight))
                    .as("right after 320 examples")
                    .hasSizeGreaterThan(80);
            assertThat(one.settings().backbones().find(backbone.sha256())).isPresent();
            assertThat(two.settings().backbones().find(backbone.sha256())).isPresent();
        }
        assertThat(verify().exitCode()).isZero();
        CommandRun audit = verify("--predictions", "--sample", "100");
        assertThat(audit.out()).contains("100 predictions come out the same bit for bit, 0 differ");
        shouldShowWhatAVersionStandsBehind();
        shouldExportAVersionAndItsBackbone();
    }

    private void shouldShowWhatAVersionStandsBehind() {
        CommandRun shown =
                CommandRun.of(
                        cluster.arguments(
                                "models show 000000",
                                "--models-dir",
                                folder.resolve("models").toString()));

        assertThat(shown.lines()).contains("backbone      SHA-256 " + backbone.sha256());
        assertThat(shown.out()).contains("%,d values out".formatted(backbone.embedding()));
    }

    private void shouldExportAVersionAndItsBackbone() {
        Path head = folder.resolve("head.zip");
        Path before = folder.resolve("before.onnx");
        CommandRun exported =
                CommandRun.of(
                        cluster.arguments(
                                "models export 000000",
                                "--models-dir",
                                folder.resolve("models").toString(),
                                "--output",
                                head.toString(),
                                "--backbone",
                                before.toString()));

        assertThat(exported.exitCode()).as(exported.err()).isZero();
        assertThat(before).hasSameBinaryContentAs(model.backbone().orElseThrow());
    }

    @Test
    void shouldWaitForABackboneAndRefuseOneThatIsAnother() throws IOException {
        TestService learning = service("learning", model.backbone());
        CountingMeters meters = new CountingMeters();
        try (LearnRole learn = learning.learner(Meters.none());
                ClassifyRole classify = service("one", Optional.empty()).classifierBehind(meters)) {
            learn.start();
            start(classify);
            NetworkFolder other = TestBackbones.writeFolder(folder.resolve("others"), 8);
            BackboneSpec next = other.spec().backbone().orElseThrow();
            Checkpoint behind = TestBackbones.untrained(other.spec(), 1);
            models().put(behind);
            models().pin(behind.version());
            sendOtherBytes(other, next);

            Waiting.until("it is refused", () -> meters.count("backbone.refusals") == 1);
            assertThat(classify.live().version().sequence()).as("goes on").isZero();
            assertThat(meters.count("version.refusals")).as("the version is pending").isZero();

            topic("operator").publish(other.backbone().orElseThrow(), next.sha256());
            Waiting.until("it serves", () -> classify.live().version().equals(behind.version()));
            plain.sendImages(0, 5);
            assertThat(plain.answers(5))
                    .allSatisfy(a -> assertThat(a.version()).startsWith("000001-"));
        }
    }

    @Test
    void shouldPutABackboneOnTheTopicOnceAndAgainWhereAPieceIsMissing() throws IOException {
        Path file = model.backbone().orElseThrow();
        assertThat(topic("one").publish(file, backbone.sha256())).isTrue();
        assertThat(topic("one").publish(file, backbone.sha256())).as("it is there").isFalse();
        assertThat(models().read().records()).as("none of it in the heap").isEmpty();
        assertThat(Files.readAllBytes(topic("two").file(backbone)))
                .isEqualTo(Files.readAllBytes(file));

        send(KEYS.backboneChunk(backbone.sha256(), 0), null);

        assertThat(topic("three").publish(file, backbone.sha256())).isTrue();
        assertThat(topic("three").publish(file, backbone.sha256())).isFalse();
    }

    @Test
    void shouldNotBeginWithAnotherFileThanTheModelNames() throws IOException {
        Files.write(model.backbone().orElseThrow(), new byte[] {1, 2, 3});

        try (LearnRole learn = service("learning", model.backbone()).learner(Meters.none())) {
            assertThatThrownBy(learn::start)
                    .isInstanceOf(UserException.class)
                    .hasMessageStartingWith("model.json: backbone: sha256:");
        }
        try (LearnRole learn = service("nothing", Optional.empty()).learner(Meters.none())) {
            assertThatThrownBy(learn::start)
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("nor on the topic of models");
        }
    }

    @Test
    void shouldSayThatABackboneIsNotOnTheTopic() {
        models().publish(TestBackbones.untrained(model.spec(), 0));

        CommandRun verified = verify();

        assertThat(verified.exitCode()).isNotZero();
        assertThat(verified.err())
                .contains("its backbone " + backbone.sha256() + " is not on the topic");
    }

    @Test
    void shouldServeANetworkAsItIs() {
        Path mnist = folder.resolve("models/mnist");
        assertThat(mnist.toFile().renameTo(folder.resolve("before").toFile())).isTrue();
        NetworkFolder asItIs = importAsItIs(folder.resolve("models"), 7);
        models(folder.resolve("models"), "publish " + mnist.resolve("start.zip"), "--promote");
        TestService one = plain.of(asItIs.spec(), Optional.empty(), folder.resolve("one"));
        try (ClassifyRole classify = one.classifierBehind(Meters.none())) {
            start(classify);
            one.sendImages(0, 20);

            List<Integer> expected = answersOfTheFile(20);
            assertThat(one.answers(20))
                    .allSatisfy(a -> assertThat(a.version()).startsWith("000000-"))
                    .allSatisfy(
                            a ->
                                    assertThat(a.prediction().label())
                                            .isEqualTo(expected.get(number(a))));
            shouldChallengeAndPromoteAnother(classify, one);
        }
        CommandRun audit = verify("--predictions", "--sample", "20");
        assertThat(audit.out()).contains("20 predictions come out the same bit for bit, 0 differ");
        try (LearnRole learn = one.learner(Meters.none())) {
            assertThatThrownBy(learn::start)
                    .isInstanceOf(BadNetworkException.class)
                    .hasMessageContaining("head: none, so there is nothing that learns");
        }
    }

    /** Its maker's next file is a version like any other, though another backbone. */
    private void shouldChallengeAndPromoteAnother(ClassifyRole classify, TestService one) {
        Path later = folder.resolve("later");
        importAsItIs(later, 8);
        models(later, "publish " + later.resolve("mnist/start.zip"));
        models(later, "challenge 000001", "--share", "0.5");
        Waiting.until(
                "both answer",
                () -> {
                    one.sendImages(0, 20);
                    return one.answers(20).stream()
                            .anyMatch(a -> a.version().startsWith("000001-"));
                });

        models(later, "promote 000001");
        Waiting.until("it serves", () -> classify.live().version().sequence() == 1);
        models(later, "promote 000000");
        Waiting.until("the one before serves", () -> classify.live().version().sequence() == 0);
        models(later, "challenge", "--off");
    }

    private void models(Path folder, String what, String... more) {
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.addAll(List.of("--models-dir", folder.toString()));
        CommandRun run =
                CommandRun.of(
                        cluster.arguments("models " + what, arguments.toArray(String[]::new)));
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    private NetworkFolder importAsItIs(Path models, long seed) {
        CommandRun imported =
                CommandRun.of(
                        "models",
                        "import",
                        Backbones.write(folder, seed).toString(),
                        "--model",
                        "mnist",
                        "--models-dir",
                        models.toString(),
                        "--labels",
                        "0,1,2,3,4,5,6,7,8,9",
                        "--head",
                        "none");
        assertThat(imported.exitCode()).as(imported.err()).isZero();
        return NetworkFolder.read(models.resolve("mnist"));
    }

    private static List<Integer> answersOfTheFile(int pictures) {
        try (ServableNetwork whole =
                        new Nd4jEngine(1).prepare(Networks.initial(TestNetworks.mnist(), 7));
                Classifier asked = whole.classifier()) {
            return IntStream.range(0, pictures)
                    .mapToObj(i -> List.of(TestNetworks.picture(i).image()))
                    .map(picture -> asked.predict(picture).get(0).label())
                    .toList();
        }
    }

    private CommandRun verify(String... more) {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "--models-dir",
                                folder.resolve("models").toString(),
                                "--state-dir",
                                folder.resolve("command").toString()));
        words.addAll(List.of(more));
        return CommandRun.of(cluster.arguments("models verify", words.toArray(new String[0])));
    }

    /** The same network to a process with a folder of its own. */
    private TestService service(String process, Optional<Path> file) {
        return plain.of(model.spec(), file, folder.resolve(process));
    }

    private ModelsTopic models() {
        return new ModelsTopic(cluster.client(), cluster.topics(), KEYS.model());
    }

    private BackbonesOnTopic topic(String process) {
        return new BackbonesOnTopic(models(), new BackboneFolder(folder.resolve(process)));
    }

    private void sendOtherBytes(NetworkFolder other, BackboneSpec next) throws IOException {
        byte[] bytes = Files.readAllBytes(other.backbone().orElseThrow());
        long length = bytes.length;
        bytes[100]++;
        List<byte[]> pieces = Manifest.split(bytes);
        for (int i = 0; i < pieces.size(); i++) {
            send(KEYS.backboneChunk(next.sha256(), i), pieces.get(i));
        }
        send(KEYS.backbone(next.sha256()), BackboneManifest.of(length, next.sha256()).toJson());
    }

    private void send(String key, byte[] value) {
        byte[] name = key.getBytes(StandardCharsets.UTF_8);
        cluster.send(List.of(new ProducerRecord<>(cluster.topics().models(), 0, name, value)));
    }

    private static int number(PredictionRecord answer) {
        return Integer.parseInt(answer.id().substring("id-".length()));
    }

    private static boolean isRight(PredictionRecord answer) {
        return answer.prediction().label() == TestNetworks.picture(number(answer)).label();
    }

    private static void start(ClassifyRole role) {
        try {
            role.start().running().join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
