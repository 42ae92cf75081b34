package io.afluente.registry;

import io.afluente.model.BadNetworkException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Gathers what only a learner needs of one version, in whatever order its pieces come. */
public final class LearnerChunks {
    private final Checkpoint checkpoint;
    private final byte[][] chunks;

    /**
     * @param checkpoint that is not whole
     */
    public LearnerChunks(Checkpoint checkpoint) {
        this.checkpoint = checkpoint;
        this.chunks = new byte[checkpoint.lineage().learnerState().chunks()][];
    }

    /** Takes a piece; null takes it away. */
    public void put(int index, byte[] chunk) {
        if (index < chunks.length) {
            chunks[index] = chunk;
        }
    }

    /**
     * The checkpoint as a whole; empty while a piece is missing.
     *
     * @throws BadNetworkException if the pieces belong to another version
     */
    public Optional<Checkpoint> whole() {
        if (Arrays.asList(chunks).contains(null)) {
            return Optional.empty();
        }
        ByteBuffer all = ByteBuffer.allocate(Stream.of(chunks).mapToInt(c -> c.length).sum());
        Stream.of(chunks).forEach(all::put);
        return Optional.of(checkpoint.with(all.array()));
    }
}
