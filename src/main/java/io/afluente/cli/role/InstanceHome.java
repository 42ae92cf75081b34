package io.afluente.cli.role;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What belongs to one process alone.
 *
 * @param checkpoints folder for files of checkpoints
 * @param state folder in which Kafka Streams keeps the process's identity
 * @param instanceId names this process in its groups where the same one comes back
 */
public record InstanceHome(Path checkpoints, Path state, Optional<String> instanceId) {
    /** The same with both folders inside another, so that nothing is shared and nothing stays. */
    InstanceHome within(Path folder) {
        return new InstanceHome(folder.resolve("checkpoints"), folder.resolve("state"), instanceId);
    }
}
