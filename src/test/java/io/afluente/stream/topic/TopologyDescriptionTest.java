package io.afluente.stream.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.meter.Meters;
import io.afluente.model.dl4j.Nd4jEngine;
import io.afluente.registry.LiveModel;
import io.afluente.stream.classify.ClassifyTopologyTest;
import io.afluente.stream.join.JoinLimits;
import io.afluente.stream.join.JoinTopology;
import io.afluente.stream.learn.LearnTopologyTest;
import io.afluente.trace.Tracing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of operators, stores and topics are a contract: a running group depends on them. */
class TopologyDescriptionTest {
    @Test
    void shouldClassifyAsDescribed() throws IOException {
        try (LiveModel live = new LiveModel(new Nd4jEngine(1), Optional.empty(), Meters.none())) {
            assertDescribed(ClassifyTopologyTest.topology(live).get(), "classify");
        }
    }

    @Test
    void shouldLearnAsDescribed(@TempDir Path folder) throws IOException {
        assertDescribed(LearnTopologyTest.topology(folder).get(), "learn");
    }

    @Test
    void shouldJoinAsDescribed() throws IOException {
        Topology topology =
                new JoinTopology(
                                Topics.withPrefix(""),
                                label -> 10,
                                1 << 20,
                                new JoinLimits(Duration.ofHours(1), 1 << 20),
                                topic -> topic,
                                () -> 0,
                                Tracing.none(),
                                Meters.none())
                        .get();
        assertDescribed(topology, "join");
    }

    private static void assertDescribed(Topology topology, String name) throws IOException {
        Path golden = Path.of("src", "test", "resources", "topologies", name + ".txt");
        assertThat(topology.describe().toString().strip())
                .isEqualTo(Files.readString(golden).strip());
    }
}
