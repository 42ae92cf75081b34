package io.afluente.cli.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.TestCluster;
import io.afluente.stream.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
    @Test
    void shouldKeepRecordsAndAddressAcrossRestart() {
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            // Given
            String address = broker.bootstrapServers();
            var cluster = new TestCluster(address, Topics.withPrefix("")).withTopics();
            cluster.send("images", "first", "value");

            // When
            broker.stop();
            broker.startAgain();

            // Then
            assertThat(broker.bootstrapServers()).isEqualTo(address);
            assertThat(cluster.read("images")).hasSize(1);
        }
    }

    @Test
    void shouldLeaveNoFolderBehind(@TempDir Path parent) throws IOException {
        EmbeddedBroker broker = EmbeddedBroker.start(parent, Map.of());
        assertThat(list(parent)).hasSize(1);

        broker.close();

        assertThat(list(parent)).isEmpty();
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
