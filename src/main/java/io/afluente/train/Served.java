package io.afluente.train;

import io.afluente.learn.CheckpointDecision;
import io.afluente.registry.Checkpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Follows which version would serve now; keeps those that may still be put forward. */
final class Served {
    private final Map<String, Checkpoint> known = new HashMap<>();
    private Checkpoint now;

    Served(Checkpoint first) {
        now = first;
        known.put(first.version().toString(), first);
    }

    void follow(CheckpointDecision cut) {
        known.put(cut.checkpoint().version().toString(), cut.checkpoint());
        known.keySet().retainAll(List.of(cut.candidate(), cut.champion()));
        now = known.get(cut.candidate());
    }

    Checkpoint now() {
        return now;
    }
}
