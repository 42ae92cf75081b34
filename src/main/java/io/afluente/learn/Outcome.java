package io.afluente.learn;

import io.afluente.registry.Checkpoint;
import java.util.Optional;

/**
 * What came of one entry of the log; mostly nothing, because the mini-batch is not full yet.
 *
 * @param score of the mini-batch that the entry completed
 * @param checkpoint made after it
 */
public record Outcome(Optional<MiniBatchScore> score, Optional<Checkpoint> checkpoint) {
    static final Outcome NOTHING = new Outcome(Optional.empty(), Optional.empty());
}
