package io.afluente.learn;

import io.afluente.registry.Checkpoint;
import io.afluente.registry.Version;

/**
 * What a checkpoint is called. Its bytes, and so its name, depend on the program and the machine
 * that made it: where the log is learned again, what was published the first time keeps its name.
 */
@FunctionalInterface
public interface PublishedNames {
    /** The name of a checkpoint that was just made. */
    Version of(Checkpoint made);
}
