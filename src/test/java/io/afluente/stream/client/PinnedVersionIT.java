package io.afluente.stream.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.BrokerExtension;
import io.afluente.TestCluster;
import io.afluente.TestNetworks;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.ModelKeys;
import io.afluente.stream.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A version that is pointed to stays on the topic of models, whatever a learner had in mind. */
@ExtendWith(BrokerExtension.class)
class PinnedVersionIT {
    private static final ModelKeys KEYS = new ModelKeys("mnist");

    /** What an operator does with a version. */
    enum Pointing {
        PIN {
            @Override
            boolean run(Promotion promotion, Checkpoint version, Runnable pointed) {
                return promotion.promote(version, pointed);
            }
        },
        SHADOW {
            @Override
            boolean run(Promotion promotion, Checkpoint version, Runnable pointed) {
                return promotion.shadow(version, pointed);
            }
        },
        CHALLENGE {
            @Override
            boolean run(Promotion promotion, Checkpoint version, Runnable pointed) {
                return promotion.challenge(version, 0.1, pointed);
            }
        };

        abstract boolean run(Promotion promotion, Checkpoint version, Runnable pointed);
    }

    @ParameterizedTest
    @EnumSource
    void shouldOutlastATransactionThatTakesItAway(Pointing pointing, TestCluster cluster) {
        cluster.withTopics();
        ModelsTopic models = new ModelsTopic(cluster.client(), cluster.topics(), KEYS.model());
        Checkpoint checkpoint = learned();
        models.publish(checkpoint);
        CompletableFuture<Void> pinned = new CompletableFuture<>();
        CompletableFuture<Boolean> promotion;
        try (KafkaProducer<String, byte[]> learner = learner(cluster)) {
            learner.initTransactions();
            learner.beginTransaction();
            takeAway(learner, cluster.topics(), checkpoint);

            promotion =
                    CompletableFuture.supplyAsync(
                            () ->
                                    pointing.run(
                                            promotion(cluster),
                                            checkpoint,
                                            () -> pinned.complete(null)));
            pinned.join();
            learner.commitTransaction();
        }

        assertThat(promotion.join()).as("whether it had to be put back").isTrue();
        assertThat(models.catalog().checkpoint(checkpoint.version()).flatMap(models::whole))
                .as("with what only a learner needs")
                .isPresent();
        assertThat(models.catalog().serving()).contains(checkpoint.version());
    }

    private static Promotion promotion(TestCluster cluster) {
        return new Promotion(
                new ModelsTopic(cluster.client(), cluster.topics(), KEYS.model()),
                Duration.ofMillis(1));
    }

    private static Checkpoint learned() {
        Checkpoint first = TestNetworks.untrained(0, 1);
        return Checkpoint.seal(0, first.network(), first.lineage(), new byte[] {1});
    }

    private static void takeAway(
            KafkaProducer<String, byte[]> learner, Topics topics, Checkpoint checkpoint) {
        String version = checkpoint.version().toString();
        String chunk = KEYS.chunk(version, 0);
        // the commit tells of what could not be sent
        for (ProducerRecord<String, byte[]> gone :
                List.of(
                        new ProducerRecord<String, byte[]>(
                                topics.models(), KEYS.manifest(version), null),
                        new ProducerRecord<String, byte[]>(topics.models(), chunk, null),
                        new ProducerRecord<String, byte[]>(topics.learnerStates(), chunk, null))) {
            var unused = learner.send(gone);
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
