package io.afluente.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.BrokerExtension;
import io.afluente.TestCluster;
import io.afluente.TestService;
import io.afluente.Waiting;
import io.afluente.meter.Meters;
import io.afluente.registry.Catalog;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Version;
import io.afluente.stream.client.ModelsTopic;
import io.afluente.stream.record.PredictionRecord;
import io.afluente.stream.runtime.StreamsApp;
import io.afluente.stream.topic.KafkaCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where the topic of models is lost, the learner puts back what serves, though nothing comes in.
 */
@ExtendWith(BrokerExtension.class)
class LostModelsIT {
    @TempDir private Path folder;

    @Test
    void shouldPutBackWhatServesFromItsFile(TestCluster cluster) throws InterruptedException {
        TestService service = TestService.on(cluster, folder);
        Version served = learn(service);

        loseModels(cluster);

        try (StreamsApp learner = service.learner(Meters.none()).start()) {
            assertThat(answeringVersion(service)).isEqualTo(served.toString());
            assertThat(learner.isRunning()).isTrue();
        }
    }

    @Test
    void shouldPutBackACopyOfWhatServesWhereThereIsNoFile(TestCluster cluster)
            throws InterruptedException, IOException {
        TestService service = TestService.on(cluster, folder);
        Version served = learn(service);
        Checkpoint before = catalog(cluster).checkpoint(served).orElseThrow();

        loseModels(cluster);
        Utils.delete(folder.resolve("checkpoints").toFile());

        try (StreamsApp learner = service.learner(Meters.none()).start()) {
            Version copy = Version.parse(answeringVersion(service));
            Checkpoint after = catalog(cluster).checkpoint(copy).orElseThrow();
            assertThat(copy.sequence()).isEqualTo(served.sequence());
            assertThat(after.network().parameters()).isEqualTo(before.network().parameters());
            assertThat(after.lineage().parent()).isEqualTo(served.toString());
            assertThat(learner.isRunning()).isTrue();
        }
        // the line goes on as if nothing had happened, and the copy is put there once
        try (StreamsApp learner = service.learner(Meters.none()).start()) {
            service.sendLabeled(32, 48);
            awaitCandidate(cluster, served.sequence() + 1);
            assertThat(learner.isRunning()).isTrue();
        }
        assertThat(catalog(cluster).manifests())
                .extracting(manifest -> Version.parse(manifest.version()).sequence())
                .containsExactly(served.sequence() + 1, served.sequence());
        assertThat(catalog(cluster).manifests().get(0).lineage().parent())
                .isEqualTo(served.toString());
    }

    /** Two versions from 32 examples. */
    private Version learn(TestService service) {
        try (StreamsApp learner = service.learner(Meters.none()).start()) {
            learner.running().join();
            service.sendLabeled(0, 32);
            Version served = awaitCandidate(service.cluster(), 2);
            Path file = folder.resolve("checkpoints").resolve(served + ".zip");
            Waiting.until(served + " is a file", () -> Files.exists(file));
            return served;
        }
    }

    private static Version awaitCandidate(TestCluster cluster, long sequence) {
        Waiting.until(
                "version " + sequence,
                () ->
                        catalog(cluster)
                                .candidate()
                                .filter(v -> v.sequence() == sequence)
                                .isPresent());
        return catalog(cluster).candidate().orElseThrow();
    }

    private static void loseModels(TestCluster cluster) {
        String models = cluster.topics().models();
        try (Admin admin = Admin.create(cluster.client())) {
            KafkaCalls.await(admin.deleteTopics(List.of(models)).all());
            Waiting.until(
                    "the topic of models is gone",
                    () -> !KafkaCalls.await(admin.listTopics().names()).contains(models));
        }
        cluster.withTopics();
        assertThat(catalog(cluster).manifests()).isEmpty();
    }

    /** Waits for an answer by a classifier, and says which version has given it. */
    private static String answeringVersion(TestService service) throws InterruptedException {
        try (StreamsApp classifier = service.classifier(Meters.none()).start()) {
            service.sendImages(0, 1);
            List<PredictionRecord> answers = service.answers(1);
            assertThat(classifier.isRunning()).isTrue();
            return answers.get(0).version();
        }
    }

    private static Catalog catalog(TestCluster cluster) {
        return new ModelsTopic(cluster.client(), cluster.topics(), "mnist").catalog();
    }
}
