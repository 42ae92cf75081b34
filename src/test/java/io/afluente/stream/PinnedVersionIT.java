package io.afluente.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.BrokerExtension;
import io.afluente.TestCluster;
import io.afluente.TestNetworks;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.ModelKeys;
import io.afluente.registry.Signer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A version that is pinned stays on the topic of models, whatever a learner had in mind. */
@ExtendWith(BrokerExtension.class)
class PinnedVersionIT {
    private static final ModelKeys KEYS = new ModelKeys("mnist");

    @Test
    void shouldOutlastATransactionThatTakesItAway(TestCluster cluster) {
        String topic = cluster.withTopics().topics().models();
        ModelsTopic models = new ModelsTopic(cluster.client(), cluster.topics(), KEYS.model());
        Checkpoint checkpoint = TestNetworks.untrained(0, 1);
        models.publish(checkpoint);
        CompletableFuture<Void> pinned = new CompletableFuture<>();
        CompletableFuture<Boolean> promotion;
        try (KafkaProducer<String, byte[]> learner = learner(cluster)) {
            learner.initTransactions();
            learner.beginTransaction();
            takeAway(learner, topic, checkpoint);

            promotion =
                    CompletableFuture.supplyAsync(
                            () ->
                                    new Promotion(
                                                    cluster.client(),
                                                    cluster.topics(),
                                                    KEYS.model(),
                                                    Signer.none(),
                                                    Duration.ofMillis(1))
                                            .promote(checkpoint, () -> pinned.complete(null)));
            pinned.join();
            learner.commitTransaction();
        }

        assertThat(promotion.join()).as("whether it had to be put back").isTrue();
        assertThat(models.catalog().checkpoint(checkpoint.version())).isPresent();
        assertThat(models.catalog().serving()).contains(checkpoint.version());
    }

    private static void takeAway(
            KafkaProducer<String, byte[]> learner, String topic, Checkpoint checkpoint) {
        String version = checkpoint.version().toString();
        for (String key : List.of(KEYS.manifest(version), KEYS.chunk(version, 0))) {
            // the commit tells of what could not be sent
            var unused = learner.send(new ProducerRecord<>(topic, key, null));
        }
        learner.flush();
    }

    private static KafkaProducer<String, byte[]> learner(TestCluster cluster) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        cluster.bootstrapServers(),
                        "transactional.id",
                        cluster.topics().prefix() + "learner"),
                new StringSerializer(),
                new ByteArraySerializer());
    }
}
