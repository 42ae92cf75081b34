package io.afluente.stream.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.BrokerExtension;
import io.afluente.TestCluster;
import io.afluente.TestNetworks;
import io.afluente.Waiting;
import io.afluente.meter.Meters;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.ModelFollower;
import io.afluente.registry.ModelKeys;
import io.afluente.registry.PointerGuard;
import io.afluente.registry.Version;
import io.afluente.stream.client.ModelsTopic;
import io.afluente.stream.topic.KafkaCalls;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A follower that was away until tombstones had expired sees that a pin was taken away: a suspended
 * machine, or a network that was cut.
 */
@ExtendWith(BrokerExtension.class)
class AwayFollowerIT {
    private static final Checkpoint PINNED = TestNetworks.untrained(0, 1);
    private static final Checkpoint CANDIDATE = TestNetworks.untrained(1, 2);
    private static final ModelKeys KEYS = new ModelKeys("mnist");

    @TempDir private Path folder;
    private final ReentrantLock away = new ReentrantLock();
    private volatile Version serving;

    @Test
    void shouldSeeThatAPinWasTakenAwayLongAgo(TestCluster cluster) {
        cluster.withTopics();
        compactAtOnce(cluster);
        ModelsTopic models = new ModelsTopic(cluster.client(), cluster.topics(), "mnist");
        models.put(PINNED);
        models.publish(CANDIDATE);
        models.pin(PINNED.version());
        try (KafkaStreams follower = follower(cluster)) {
            follower.start();
            Waiting.until("it is followed", () -> PINNED.version().equals(serving));
            away.lock();
            try {
                // one that it holds already when it goes, and one that is on its way
                fill(cluster);
                fill(cluster);
                models.unpin();
                Waiting.until(
                        "the pin and its tombstone are compacted away",
                        () -> {
                            fill(cluster);
                            return pins(cluster).stream().allMatch(this::isNone);
                        });
            } finally {
                away.unlock();
            }

            Waiting.until("it is taken away", () -> CANDIDATE.version().equals(serving));
            assertThat(models.catalog().pin()).isEmpty();
        }
    }

    private boolean isNone(ConsumerRecord<byte[], byte[]> pin) {
        return pin.value() != null && new String(pin.value(), UTF_8).contains("null");
    }

    private static List<ConsumerRecord<byte[], byte[]>> pins(TestCluster cluster) {
        return cluster.read(cluster.topics().models()).stream()
                .filter(record -> new String(record.key(), UTF_8).equals(KEYS.pin()))
                .toList();
    }

    /** Another model's record: its coming closes a segment that is old enough. */
    private static void fill(TestCluster cluster) {
        cluster.send(cluster.topics().models(), "other/pin", "{\"version\":null}");
    }

    private KafkaStreams follower(TestCluster cluster) {
        Topology topology = new Topology();
        topology.addGlobalStore(
                FollowModels.store(),
                "models-in",
                new StringDeserializer(),
                new ByteArrayDeserializer(),
                cluster.topics().models(),
                "follow-models",
                () -> new FollowModels(0, PointerGuard.none(), this::changed));
        Properties properties = new Properties();
        properties.put("bootstrap.servers", cluster.bootstrapServers());
        properties.put("application.id", cluster.topics().prefix() + "away");
        properties.put("state.dir", folder.toString());
        return new KafkaStreams(topology, properties);
    }

    private void changed(Function<String, byte[]> records, String key) {
        away.lock();
        try {
            new ModelFollower(KEYS, records, c -> serving = c.version(), Meters.none()).changed();
        } finally {
            away.unlock();
        }
    }

    private static void compactAtOnce(TestCluster cluster) {
        try (Admin admin = Admin.create(cluster.client())) {
            KafkaCalls.await(
                    admin.incrementalAlterConfigs(
                                    Map.of(
                                            new ConfigResource(
                                                    ConfigResource.Type.TOPIC,
                                                    cluster.topics().models()),
                                            List.of(
                                                    set("delete.retention.ms", "1"),
                                                    set("segment.ms", "1"),
                                                    set("min.cleanable.dirty.ratio", "0.001")),
                                            new ConfigResource(ConfigResource.Type.BROKER, ""),
                                            List.of(set("log.cleaner.backoff.ms", "100"))))
                            .all());
        }
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }
}
