package io.afluente.stream.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.BrokerExtension;
import io.afluente.TestCluster;
import io.afluente.Waiting;
import io.afluente.stream.topic.KafkaCalls;
import io.afluente.stream.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a transaction that lasted too long, as when Kafka was gone meanwhile. */
@ExtendWith(BrokerExtension.class)
class RolledBackIT {
    private final AtomicBoolean late = new AtomicBoolean(true);

    @TempDir private Path state;

    @Test
    void shouldDoAgainWhatTheBrokerHasRolledBack(TestCluster cluster) {
        cluster.withTopics();
        cluster.send(cluster.topics().images(), "a", "one");
        try (StreamsApp app =
                new StreamsApp(
                        "test",
                        topology(cluster.topics()),
                        config(cluster),
                        new LateClients(cluster))) {
            app.start().running().orTimeout(60, TimeUnit.SECONDS).join();
            Waiting.until("the record was late once", () -> !late.get());
            cluster.send(cluster.topics().images(), "a", "two");

            assertThat(cluster.read(cluster.topics().predictions(), 2))
                    .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
                    .containsExactly("one", "two");
            assertThat(app.hasFailed()).isFalse();
        }
    }

    private Map<String, Object> config(TestCluster cluster) {
        return Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG,
                cluster.topics().prefix() + "app",
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
                cluster.bootstrapServers(),
                StreamsConfig.STATE_DIR_CONFIG,
                state.toString(),
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                StreamsConfig.EXACTLY_ONCE_V2,
                AppConfig.consumer("auto.offset.reset"),
                "earliest",
                AppConfig.producer("transaction.timeout.ms"),
                500);
    }

    private static Topology topology(Topics topics) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(topics.images(), Consumed.with(Serdes.String(), Serdes.String()))
                .to(topics.predictions(), Produced.with(Serdes.String(), Serdes.String()));
        return builder.build();
    }

    /** Kafka's usual clients, but the first commit is late. */
    private final class LateClients extends DefaultKafkaClientSupplier {
        private final TestCluster cluster;

        LateClients(TestCluster cluster) {
            this.cluster = cluster;
        }

        @Override
        public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
            return new RecoverableProducer(
                    config,
                    new CommitPatience(CommitPatience.USUAL, System::nanoTime, commits -> {})) {
                @Override
                public void commitTransaction() {
                    if (late.getAndSet(false)) {
                        awaitRollback((String) config.get("transactional.id"));
                    }
                    super.commitTransaction();
                }
            };
        }

        private void awaitRollback(String id) {
            try (Admin admin = Admin.create(cluster.client())) {
                Waiting.until(
                        "it is rolled back",
                        () ->
                                KafkaCalls.await(
                                                        admin.describeTransactions(List.of(id))
                                                                .description(id))
                                                .state()
                                        == TransactionState.COMPLETE_ABORT);
            }
        }
    }
}
