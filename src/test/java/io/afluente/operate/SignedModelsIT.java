package io.afluente.operate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.BrokerExtension;
import io.afluente.CountingMeters;
import io.afluente.TestCluster;
import io.afluente.TestKeys;
import io.afluente.TestNetworks;
import io.afluente.TestService;
import io.afluente.Waiting;
import io.afluente.meter.Meters;
import io.afluente.model.dl4j.Nd4jEngine;
import io.afluente.registry.Author;
import io.afluente.registry.Catalog;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.ModelKeys;
import io.afluente.registry.Pointer;
import io.afluente.registry.Signer;
import io.afluente.registry.Version;
import io.afluente.service.ClassifyRole;
import io.afluente.service.InitialVersion;
import io.afluente.service.LearnRole;
import io.afluente.service.RoleSettings;
import io.afluente.stream.client.ModelsTopic;
import io.afluente.stream.topic.KafkaCalls;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A learner that signs, a classifier that checks, and somebody without a key who writes to models.
 */
@ExtendWith(BrokerExtension.class)
class SignedModelsIT {
    private static final ModelKeys KEYS = new ModelKeys("mnist");
    private static final Signer HMAC = Signer.with("the key of this test".getBytes(UTF_8));
    private static final TestKeys LEARNER = new TestKeys();
    private static final TestKeys OPERATOR = new TestKeys();
    private static final TestKeys STRANGER = new TestKeys();

    private static final Author ANA = new Author("promote", "User:ops", "ana", "as it was");

    @TempDir private Path folder;

    @Test
    void shouldServeWhatTheLearnerSignsAndNothingElse(TestCluster cluster) throws Exception {
        TestService service = TestService.on(cluster, folder);
        RoleSettings settings = signed(service.settings(), HMAC);
        CountingMeters meters = new CountingMeters();
        InitialVersion beginning = new InitialVersion(settings.network(), 1, Optional.empty());
        try (LearnRole learn = new LearnRole(settings, beginning, Meters.none());
                ClassifyRole classify = new ClassifyRole(settings, new Nd4jEngine(8), meters)) {
            learn.start().running().join();
            classify.start().running().join();
            assertThat(classify.live().version().sequence()).isZero();

            Checkpoint forged = TestNetworks.untrained(900_000, 9);
            new ModelsTopic(cluster.client(), cluster.topics(), "mnist").publish(forged);
            Waiting.until("a refusal", () -> meters.count("version.refusals") > 0);
            Version kept = classify.live().version();
            service.sendLabeled(0, 200);
            Waiting.until("a newer version of the learner's", () -> sequence(classify) > 1);

            assertThat(kept.sequence()).isZero();
            assertThat(classify.live().version()).isNotEqualTo(forged.version());
        }
    }

    @Test
    void shouldFollowPointersOfThoseWhoHaveAKeyAndNobodyElse(TestCluster cluster) throws Exception {
        TestService service = TestService.on(cluster, folder);
        RoleSettings learning = signed(service.settings(), LEARNER.signer(OPERATOR));
        RoleSettings reading = signed(service.settings(), TestKeys.trusting(LEARNER, OPERATOR));
        CountingMeters meters = new CountingMeters();
        InitialVersion beginning = new InitialVersion(learning.network(), 1, Optional.empty());
        try (LearnRole learn = new LearnRole(learning, beginning, Meters.none());
                ClassifyRole classify = new ClassifyRole(reading, new Nd4jEngine(8), meters)) {
            learn.start().running().join();
            classify.start().running().join();
            Version first = classify.live().version();
            ModelsTopic operator = models(cluster, OPERATOR.signer(LEARNER));
            ModelsTopic stranger = models(cluster, STRANGER.signer());
            ModelsTopic nobody = models(cluster, Signer.none());
            service.sendLabeled(0, 200);
            Waiting.until("a version that was learned", () -> sequence(classify) > 0);

            operator.by(ANA).pin(first);
            Waiting.until("the operator's version", () -> isServing(classify, first));
            byte[] pinned = nobody.read().records().get(KEYS.pin());
            assertThat(Pointer.fromJson(pinned).decision().reason()).isEqualTo("as it was");
            Checkpoint forged = TestNetworks.untrained(900_000, 9);
            stranger.publish(forged);
            stranger.pin(forged.version());
            nobody.unpin();
            write(cluster, null);
            refused(meters, 4);
            assertThat(classify.live().version()).isEqualTo(first);

            operator.by(ANA.doing("unpin")).unpin();
            Waiting.until("the learner's version", () -> sequence(classify) > 0);
            write(cluster, pinned);
            refused(meters, 5);
            assertThat(sequence(classify)).isPositive();
        }
    }

    @Test
    void shouldSignWhatServesOnceTheLearnerHasAKey(TestCluster cluster) throws Exception {
        TestService service = TestService.on(cluster, folder);
        RoleSettings before = service.settings();
        InitialVersion beginning = new InitialVersion(before.network(), 1, Optional.empty());
        try (LearnRole learn = new LearnRole(before, beginning, Meters.none())) {
            learn.start().running().join();
        }
        Checkpoint first = serving(models(cluster, Signer.none()).catalog());
        models(cluster, LEARNER.signer()).put(first);
        RoleSettings after = signed(before, LEARNER.signer());
        RoleSettings reading = signed(before, TestKeys.trusting(LEARNER));
        try (LearnRole learn = new LearnRole(after, beginning, Meters.none());
                ClassifyRole classify =
                        new ClassifyRole(reading, new Nd4jEngine(8), Meters.none())) {
            learn.start().running().join();
            // waits for a version that is signed
            classify.start().running().join();

            assertThat(sequence(classify)).isZero();
            Signer reader = TestKeys.trusting(LEARNER);
            assertThat(models(cluster, reader).catalog().candidate())
                    .contains(classify.live().version());
        }
    }

    private static Checkpoint serving(Catalog catalog) {
        return catalog.serving().flatMap(catalog::checkpoint).orElseThrow();
    }

    private static ModelsTopic models(TestCluster cluster, Signer signer) {
        return new ModelsTopic(cluster.client(), cluster.topics(), "mnist", signer);
    }

    private static void refused(CountingMeters meters, long times) {
        Waiting.until("refusals", () -> meters.count("version.refusals") >= times);
    }

    private static boolean isServing(ClassifyRole classify, Version version) {
        return classify.live().version().equals(version);
    }

    /** As anybody can: the bytes of a pin that there was, or none at all. */
    private static void write(TestCluster cluster, byte[] pin) {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(
                        cluster.client(), new StringSerializer(), new ByteArraySerializer())) {
            KafkaCalls.await(
                    producer.send(
                            new ProducerRecord<>(cluster.topics().models(), 0, KEYS.pin(), pin)));
        }
    }

    private static long sequence(ClassifyRole classify) {
        return classify.live().version().sequence();
    }

    private static RoleSettings signed(RoleSettings plain, Signer signer) {
        return new RoleSettings(
                plain.client(),
                plain.topics(),
                plain.network(),
                plain.backbone(),
                plain.checkpoints(),
                plain.streams(),
                plain.classify(),
                plain.line(),
                signer,
                plain.join(),
                plain.tracing());
    }
}
