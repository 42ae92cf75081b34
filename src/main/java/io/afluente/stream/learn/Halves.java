package io.afluente.stream.learn;

import io.afluente.registry.Checkpoint;
import io.afluente.registry.LearnerChunks;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One version on its way: what serves of it, and what only a learner needs, as far as it came. */
final class Halves {
    private final Map<Integer, byte[]> learnerState = new HashMap<>();
    private Checkpoint serving;

    void put(Checkpoint checkpoint) {
        serving = checkpoint;
    }

    void put(int index, byte[] chunk) {
        learnerState.put(index, chunk);
    }

    /** What it takes of the heap. */
    long bytes() {
        long state = learnerState.values().stream().mapToLong(chunk -> chunk.length).sum();
        return serving == null ? state : state + serving.bytes().length;
    }

    /**
     * The checkpoint as a whole; empty while a part of it has not come.
     *
     * @throws io.afluente.model.BadNetworkException if the halves belong to different versions
     */
    Optional<Checkpoint> whole() {
        if (serving == null || serving.isWhole()) {
            return Optional.ofNullable(serving);
        }
        LearnerChunks chunks = new LearnerChunks(serving);
        learnerState.forEach(chunks::put);
        return chunks.whole();
    }
}
