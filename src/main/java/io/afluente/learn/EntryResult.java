package io.afluente.learn;

import io.afluente.registry.Checkpoint;
import java.util.Optional;

/**
 * What came of one entry of the log; mostly nothing, because the mini-batch is not full yet.
 *
 * @param score of the mini-batch that the entry completed
 * @param cut the checkpoint made after it
 */
public record EntryResult(Optional<MiniBatchScore> score, Optional<CheckpointDecision> cut) {
    static final EntryResult NOTHING = new EntryResult(Optional.empty(), Optional.empty());

    /** The checkpoint alone. */
    public Optional<Checkpoint> checkpoint() {
        return cut.map(CheckpointDecision::checkpoint);
    }
}
