package io.afluente.stream.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.BrokerExtension;
import io.afluente.TestBackbones;
import io.afluente.TestCluster;
import io.afluente.TestNetworks;
import io.afluente.Waiting;
import io.afluente.model.BackboneSpec;
import io.afluente.registry.BackboneFolder;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.ModelKeys;
import io.afluente.stream.topic.KafkaCalls;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The topic of models, read by somebody who waits for a version. */
@ExtendWith(BrokerExtension.class)
class ModelsReadingIT {
    private static final ModelKeys KEYS = new ModelKeys("mnist");

    @TempDir private Path folder;

    @Test
    void shouldHandEachPieceOfABackboneOnceWhileItWaits(TestCluster cluster) {
        cluster.withTopics();
        ModelsTopic models = new ModelsTopic(cluster.client(), cluster.topics(), KEYS.model());
        publishBackbone(models);
        Checkpoint version = TestNetworks.untrained(0, 1);
        List<String> pieces = new ArrayList<>();
        try (ModelsReading reading = models.reading()) {
            ModelsTopic.Content before = reading.readOn((key, value) -> pieces.add(key));
            assertThat(before.records()).isEmpty();
            assertThat(pieces).hasSizeGreaterThan(1);

            models.publish(version);
            ModelsTopic.Content after = reading.readOn((key, value) -> pieces.add(key));

            assertThat(pieces).doesNotHaveDuplicates();
            assertThat(after.records())
                    .containsKeys(KEYS.manifest(version.version().toString()), KEYS.candidate())
                    .containsOnlyKeys(models.read().records().keySet());
            assertThat(after.lastOffset()).isEqualTo(models.read().lastOffset());
        }
    }

    @Test
    void shouldBeginAgainWhereTheTopicDoes(TestCluster cluster) throws Exception {
        cluster.withTopics();
        ModelsTopic models = new ModelsTopic(cluster.client(), cluster.topics(), KEYS.model());
        models.publish(TestNetworks.untrained(0, 1));
        models.unpin();
        try (ModelsReading reading = models.reading()) {
            assertThat(reading.readOn((key, value) -> {}).records()).containsKey(KEYS.pin());
            try (Admin admin = Admin.create(cluster.client())) {
                admin.deleteTopics(Set.of(cluster.topics().models())).all().get();
                Waiting.until(
                        "the topic to be gone",
                        () -> !names(admin).contains(cluster.topics().models()));
            }
            cluster.withTopics();

            models.unpin();

            Waiting.until(
                    "only what is there now",
                    () ->
                            reading.readOn((key, value) -> {})
                                    .records()
                                    .keySet()
                                    .equals(Set.of(KEYS.pin())));
        }
    }

    private static Set<String> names(Admin admin) {
        return KafkaCalls.await(admin.listTopics().names());
    }

    private void publishBackbone(ModelsTopic models) {
        Path file = folder.resolve("backbone.onnx");
        BackboneSpec spec = TestBackbones.write(file, 1);
        new BackbonesOnTopic(models, new BackboneFolder(folder.resolve("backbones")))
                .publish(file, spec.sha256());
    }
}
