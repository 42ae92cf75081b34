package io.afluente.stream.learn;

import io.afluente.registry.Checkpoint;
import io.afluente.registry.Lineage;
import io.afluente.stream.runtime.CannotLearnOnException;
import java.util.Optional;

/** How a line of versions begins, and what it must have begun from to go on. */
public interface Line {
    /** The first version of a new line; it is on the topic of models afterwards. */
    Checkpoint begin();

    /**
     * What a learner is made from that then takes its stored state up.
     *
     * @param first lineage of the line's first version; empty where 0.1.0 did not note it
     * @throws CannotLearnOnException if the line was to begin from something else
     */
    Checkpoint goOn(Optional<Lineage> first);
}
