package io.afluente.stream.learn;

import io.afluente.registry.Checkpoint;
import io.afluente.registry.Lineage;
import java.util.Optional;

/** A line that always begins with the same version, which it puts nowhere. */
record TestLine(Checkpoint first) implements Line {
    @Override
    public Checkpoint begin() {
        return first;
    }

    @Override
    public Checkpoint goOn(Optional<Lineage> begun) {
        return first;
    }
}
