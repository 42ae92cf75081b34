package io.afluente.stream.learn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.TestCluster;
import io.afluente.TestLearning;
import io.afluente.TestService;
import io.afluente.Waiting;
import io.afluente.cli.broker.EmbeddedBroker;
import io.afluente.learn.LearnSettings;
import io.afluente.learn.Learner;
import io.afluente.learn.example.Control;
import io.afluente.meter.Meters;
import io.afluente.registry.Catalog;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Version;
import io.afluente.stream.client.CommittedRecords;
import io.afluente.stream.client.ModelsTopic;
import io.afluente.stream.runtime.StreamsApp;
import io.afluente.stream.topic.KafkaCalls;
import io.afluente.stream.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A standby that was away while its changelog was compacted never hears of entries that were
 * deleted meanwhile. When it takes over, it learns nothing twice all the same.
 */
class StaleReplicaIT {
    private static final LearnSettings SETTINGS = new LearnSettings(8, 1000, 1, 1000, 0.01);
    private static final int LONG_JOURNAL = 30;
    private static final int SHORT_JOURNAL = 10;

    @TempDir private Path folder;
    private EmbeddedBroker broker;
    private TestCluster cluster;
    private TestService service;
    private int sent;

    @BeforeEach
    void start() {
        broker = EmbeddedBroker.start(folder, Map.of("log.cleaner.backoff.ms", "50"));
        cluster = new TestCluster(broker.bootstrapServers(), Topics.withPrefix(""));
        TestService plain = TestService.on(cluster, folder);
        service = new TestService(cluster, plain.settings().learning(SETTINGS));
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void shouldLearnNothingTwiceThoughItMissedWhatWasDeleted() {
        try (Replica away = new Replica();
                Replica complete = new Replica()) {
            try (StreamsApp learner = service.learner(Meters.none()).start()) {
                learner.running().join();
                learnUntil(() -> complete.catchUp().journal() >= LONG_JOURNAL);
                away.catchUp();
                learnUntil(() -> complete.catchUp().journal() <= SHORT_JOURNAL);
                learnUntil(() -> complete.catchUp().journal() > 0);
            }
            dropTombstones();

            away.catchUp();

            assertThat(away.journal()).as("old entries are still there").isGreaterThan(20);
            assertThat(away.nextVersion()).isEqualTo(complete.nextVersion());
        }
    }

    /** Sends one label after the other, and waits until it is learned from. */
    private void learnUntil(BooleanSupplier so) {
        do {
            service.sendLabeled(sent, ++sent);
            Waiting.until("label " + sent + " is learned", () -> committed() == sent);
        } while (!so.getAsBoolean());
    }

    private long committed() {
        try (Admin admin = Admin.create(cluster.client())) {
            return KafkaCalls.await(
                            admin.listConsumerGroupOffsets(group()).partitionsToOffsetAndMetadata())
                    .values()
                    .stream()
                    .mapToLong(OffsetAndMetadata::offset)
                    .max()
                    .orElse(0);
        }
    }

    private Catalog catalog() {
        return new ModelsTopic(cluster.client(), cluster.topics(), "mnist").catalog();
    }

    private String group() {
        return service.settings().applicationIdOf("learn");
    }

    private String changelog() {
        return group() + "-learner-changelog";
    }

    /** Has the broker compact until it keeps no tombstones. */
    private void dropTombstones() {
        set("delete.retention.ms", "1");
        set("segment.ms", "100");
        set("min.cleanable.dirty.ratio", "0.001");
        Waiting.until(
                "there are no tombstones any more",
                () -> {
                    // a segment is closed, and so compacted, only when something is added
                    cluster.send(changelog(), "unknown", "value");
                    return cluster.read(changelog()).stream().allMatch(r -> r.value() != null);
                });
    }

    private void set(String name, String value) {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, changelog());
        AlterConfigOp op =
                new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
        try (Admin admin = Admin.create(cluster.client())) {
            KafkaCalls.await(admin.incrementalAlterConfigs(Map.of(topic, List.of(op))).all());
        }
    }

    /** A copy of the learner's store that is kept up by its changelog. */
    private final class Replica implements AutoCloseable {
        private final KeyValueStore<String, byte[]> store =
                Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore("replica"),
                                Serdes.String(),
                                Serdes.ByteArray())
                        .withLoggingDisabled()
                        .build();
        private KafkaConsumer<byte[], byte[]> consumer;

        private Replica() {
            MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
            store.init(context.getStateStoreContext(), store);
        }

        private Replica catchUp() {
            List<TopicPartition> log = List.of(new TopicPartition(changelog(), 0));
            if (consumer == null) {
                consumer = CommittedRecords.consumer(cluster.client());
                consumer.assign(log);
                consumer.seekToBeginning(log);
            }
            long end = consumer.endOffsets(log).get(log.get(0));
            while (consumer.position(log.get(0)) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
                    store.put(new String(record.key(), UTF_8), record.value());
                }
            }
            return this;
        }

        private int journal() {
            return Journal.all(store).size();
        }

        /** What comes of it if all is learned that it says, and then a checkpoint is made. */
        private Version nextVersion() {
            Checkpoint first =
                    catalog().checkpoint(catalog().candidate().orElseThrow()).orElseThrow();
            try (Learner learner = new Learner(first, SETTINGS, TestLearning.PROVENANCE)) {
                new LearnerStore(store).restore(learner);
                Control order = new Control(sent, Control.Order.CHECKPOINT);
                return learner.take(order).checkpoint().map(Checkpoint::version).orElseThrow();
            }
        }

        @Override
        public void close() {
            if (consumer != null) {
                consumer.close();
            }
            store.close();
        }
    }
}
