package io.afluente.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.TestNetworks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is there whole, under its version, and nothing else is left behind. */
class CheckpointFolderTest {
    @Test
    void shouldWriteACheckpointOnceAndLeaveNothingElse(@TempDir Path parent) throws IOException {
        Checkpoint checkpoint = TestNetworks.untrained(3, 1);
        CheckpointFolder folder = new CheckpointFolder(parent.resolve("new"));

        folder.write(checkpoint);
        folder.write(checkpoint);

        Path file = folder.file(checkpoint.version());
        assertThat(Checkpoint.open(checkpoint.version(), Files.readAllBytes(file)).lineage())
                .isEqualTo(checkpoint.lineage());
        try (Stream<Path> files = Files.list(parent.resolve("new"))) {
            assertThat(files).containsExactly(file);
        }
    }
}
