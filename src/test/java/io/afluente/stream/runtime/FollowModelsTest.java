package io.afluente.stream.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.registry.PointerGuard;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Versions and pointers are kept, backbones of any network are not. */
class FollowModelsTest {
    private static final String BACKBONE = "mnist/backbone/" + "0123456789abcdef".repeat(4);

    private final List<String> told = new ArrayList<>();
    private final List<String> taken = new ArrayList<>();
    private TopologyTestDriver driver;

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void shouldKeepNoPieceOfABackbone() {
        TestInputTopic<String, byte[]> models = follow(0);
        models.pipeInput("mnist/pin", new byte[1]);
        models.pipeInput(BACKBONE + "/0", new byte[900_000]);
        models.pipeInput(BACKBONE.replace("mnist", "other") + "/0", new byte[900_000]);
        models.pipeInput(BACKBONE, new byte[1]);

        KeyValueStore<String, byte[]> kept = driver.getKeyValueStore(FollowModels.STORE);
        List<String> keys = new ArrayList<>();
        kept.all().forEachRemaining(entry -> keys.add(entry.key));
        assertThat(keys).containsExactly("mnist/pin");
        assertThat(taken).hasSize(3);
        assertThat(told).as("a whole one is a change").containsExactly("mnist/pin", BACKBONE);
    }

    @Test
    void shouldGiveBackThePiecesOfAVersionUntilTheyAreTakenAway() {
        TestInputTopic<String, byte[]> models = follow(0);
        byte[] piece = new byte[900_000];
        new Random(3).nextBytes(piece);
        models.pipeInput("mnist/000001/0", piece);
        models.pipeInput("mnist/000001/1", new byte[10]);

        KeyValueStore<String, byte[]> kept = driver.getKeyValueStore(FollowModels.STORE);
        assertThat(kept.get("mnist/000001/0")).isEqualTo(piece);
        assertThat(kept.all().next().value).isEqualTo(piece);
        models.pipeInput("mnist/000001/0", new byte[] {5});
        assertThat(kept.get("mnist/000001/0")).isEqualTo(new byte[] {5});
        models.pipeInput("mnist/000001/0", piece);
        models.pipeInput("mnist/000001/0", (byte[]) null);
        assertThat(kept.get("mnist/000001/0")).isNull();
        assertThat(kept.approximateNumEntries()).isEqualTo(1);
    }

    @Test
    void shouldTellOfTheEndOfHistoryWhateverItEndsWith() {
        TestInputTopic<String, byte[]> models = follow(1);
        models.pipeInput("mnist/pin", new byte[1]);
        models.pipeInput(BACKBONE + "/0", new byte[10]);
        models.pipeInput(BACKBONE + "/1", new byte[10]);

        assertThat(told).containsExactly(BACKBONE + "/0");
    }

    private TestInputTopic<String, byte[]> follow(long quietBefore) {
        Topology topology = new Topology();
        topology.addGlobalStore(
                FollowModels.store(),
                "in",
                new StringDeserializer(),
                new ByteArrayDeserializer(),
                "models",
                "follow",
                () ->
                        new FollowModels(
                                quietBefore,
                                PointerGuard.none(),
                                (records, key) -> told.add(key),
                                (key, value) -> taken.add(key) && key.equals(BACKBONE)));
        driver = new TopologyTestDriver(topology, new Properties());
        return driver.createInputTopic("models", new StringSerializer(), new ByteArraySerializer());
    }
}
