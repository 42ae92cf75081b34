package io.afluente;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.cli.CommandRun;
import io.afluente.image.Image;
import io.afluente.learn.LearnSettings;
import io.afluente.learn.example.Control;
import io.afluente.learn.gate.GateSettings;
import io.afluente.meter.Meters;
import io.afluente.model.Classifier;
import io.afluente.model.Prediction;
import io.afluente.model.ServableNetwork;
import io.afluente.model.dl4j.Nd4jEngine;
import io.afluente.registry.Catalog;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Manifest;
import io.afluente.registry.ModelKeys;
import io.afluente.registry.Pointer;
import io.afluente.registry.Verdict;
import io.afluente.registry.Version;
import io.afluente.service.InitialVersion;
import io.afluente.service.LearnRole;
import io.afluente.stream.client.ModelsTopic;
import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.record.ImageCodec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Somebody labels pictures at random: what then serves, and how the good version comes back. */
@ExtendWith(BrokerExtension.class)
class PoisonedStreamIT {
    private static final double TOLERANCE = 0.05;
    // seldom, so that the topic of models is not compacted before all has been looked at
    private static final int EVERY = 5;
    private static final int CLEAN = 400;
    private static final int POISONED = 600;

    @TempDir private Path folder;
    private TestCluster cluster;
    private TestService service;

    @BeforeEach
    void start(TestCluster cluster) {
        this.cluster = cluster;
        this.service = TestService.on(cluster, folder);
    }

    @Test
    void shouldNeverServeMuchWorseThanBeforeWhileTheGateIsOn() {
        GateSettings gate = new GateSettings(true, 0.3, 60, 60, 20, TOLERANCE);
        try (LearnRole learn = learner(gate)) {
            learn.start();
            Version good = learnClean();
            learnPoison();

            Map<String, byte[]> everything = all();
            List<Version> served = servedSince(good);
            double before = accuracy(checkpoint(everything, good));
            assertThat(before).isGreaterThan(0.9);
            assertThat(served)
                    .isNotEmpty()
                    .allSatisfy(
                            version ->
                                    assertThat(accuracy(checkpoint(everything, version)))
                                            .isGreaterThanOrEqualTo(before - TOLERANCE));
        }
        assertThat(catalog().manifests())
                .as("versions that were held back")
                .anyMatch(PoisonedStreamIT::isHeld);
    }

    @Test
    void shouldBringTheGoodVersionBackByOneCommandWhereThereIsNoGate() {
        Version good;
        try (LearnRole learn = learner(GateSettings.OFF)) {
            learn.start();
            good = learnClean();
            learnPoison();
            Catalog poisoned = catalog();
            double before = accuracy(checkpoint(all(), good));
            assertThat(accuracy(serving(poisoned))).isLessThan(before - 0.3);

            CommandRun promote = models("promote " + good, "--continue");

            assertThat(promote.err()).isEmpty();
            assertThat(promote.out()).contains("serves, pinned", "learning goes on from " + good);
            assertThat(catalog().serving()).contains(good);
            int scores = cluster.read(cluster.topics().scores()).size();
            service.sendLabeled(0, 16);
            cluster.read(cluster.topics().scores(), scores + 2);
            service.sendControl(Control.Order.CHECKPOINT);
            awaitOrigin(good);
        }
        assertThat(accuracy(checkpoint(all(), catalog().candidate().orElseThrow())))
                .isGreaterThan(0.9);
    }

    @Test
    void shouldGoBackPastWhatTheGateHeldBack() {
        GateSettings gate = new GateSettings(true, 0.3, 60, 60, 20, TOLERANCE);
        Version held;
        try (LearnRole learn = learner(gate)) {
            learn.start();
            learnClean();
            learnPoison();
            held =
                    catalog().manifests().stream()
                            .filter(PoisonedStreamIT::isHeld)
                            .map(manifest -> Version.parse(manifest.version()))
                            .findFirst()
                            .orElseThrow();
            assertThat(models("promote " + held).exitCode()).isZero();
        }

        CommandRun rollback = models("rollback");

        Version back = catalog().serving().orElseThrow();
        assertThat(rollback.err()).isEmpty();
        assertThat(back.sequence()).isLessThan(held.sequence());
        assertThat(isHeld(catalog().manifest(back).orElseThrow())).isFalse();
    }

    private static boolean isHeld(Manifest manifest) {
        Verdict verdict = manifest.lineage().verdict();
        return verdict != null && !verdict.passed();
    }

    private LearnRole learner(GateSettings gate) {
        LearnSettings settings = new LearnSettings(8, EVERY, 1, 1000, 0.01).withGate(gate);
        return new LearnRole(
                service.settings().learning(settings),
                new InitialVersion(service.settings().network(), 1, Optional.empty()),
                Meters.none());
    }

    /** Learns until the network is good, and gives the version that serves then. */
    private Version learnClean() {
        service.sendLabeled(0, CLEAN);
        awaitCheckpointOfAll();
        return catalog().serving().orElseThrow();
    }

    private void learnPoison() {
        cluster.send(IntStream.range(0, POISONED).mapToObj(this::poison).toList());
        awaitCheckpointOfAll();
    }

    private ProducerRecord<byte[], byte[]> poison(int number) {
        var record =
                new ProducerRecord<>(
                        cluster.topics().labeledImages(),
                        ("poison-" + number).getBytes(UTF_8),
                        TestNetworks.picture(number).image().pixels());
        HeaderNames.put(record.headers(), HeaderNames.CONTENT_TYPE, ImageCodec.RAW);
        HeaderNames.put(record.headers(), HeaderNames.LABEL, new Random(-1 - number).nextInt(10));
        return record;
    }

    private void awaitCheckpointOfAll() {
        service.sendLabeled(0, 1);
        service.sendControl(Control.Order.CHECKPOINT);
        long end = cluster.read(cluster.topics().labeledImages()).size();
        Waiting.until(
                "a checkpoint of all",
                () ->
                        catalog().manifests().stream()
                                .anyMatch(m -> m.lineage().nextOffset() == end));
    }

    private void awaitOrigin(Version good) {
        Waiting.until(
                "a version that goes back to " + good,
                () ->
                        catalog().manifests().stream()
                                .anyMatch(m -> good.toString().equals(m.lineage().origin())));
    }

    private List<Version> servedSince(Version good) {
        List<Version> served =
                cluster.read(cluster.topics().models()).stream()
                        .filter(record -> key(record).equals("mnist/candidate"))
                        .map(r -> Version.parse(Pointer.fromJson(r.value()).version()))
                        .toList();
        return served.subList(served.indexOf(good), served.size());
    }

    private Catalog catalog() {
        return new ModelsTopic(cluster.client(), cluster.topics(), "mnist").catalog();
    }

    /** All that ever was on the topic of models, also what was taken away since. */
    private Map<String, byte[]> all() {
        Map<String, byte[]> records = new TreeMap<>();
        cluster.read(cluster.topics().models()).stream()
                .filter(record -> record.value() != null)
                .forEach(record -> records.put(key(record), record.value()));
        return records;
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), UTF_8);
    }

    private static Checkpoint serving(Catalog catalog) {
        return catalog.checkpoint(catalog.serving().orElseThrow()).orElseThrow();
    }

    private static Checkpoint checkpoint(Map<String, byte[]> records, Version version) {
        return new Catalog(new ModelKeys("mnist"), records).checkpoint(version).orElseThrow();
    }

    /** On clean pictures that were never learned from. */
    private static double accuracy(Checkpoint checkpoint) {
        int from = 10_000;
        int count = 200;
        List<Image> images =
                IntStream.range(from, from + count)
                        .mapToObj(i -> TestNetworks.picture(i).image())
                        .toList();
        try (ServableNetwork network = new Nd4jEngine(count).prepare(checkpoint.network());
                Classifier classifier = network.classifier()) {
            List<Prediction> answers = classifier.predict(images);
            long right =
                    IntStream.range(0, count)
                            .filter(
                                    i ->
                                            answers.get(i).label()
                                                    == TestNetworks.picture(from + i).label())
                            .count();
            return (double) right / count;
        }
    }

    private CommandRun models(String command, String... more) {
        String[] all =
                Stream.concat(
                                Stream.of(
                                        "--checkpoint-dir",
                                        folder.resolve("checkpoints").toString()),
                                Stream.of(more))
                        .toArray(String[]::new);
        return CommandRun.of(cluster.arguments("models " + command, all));
    }
}
