package io.afluente.registry;

import io.afluente.model.BadNetworkException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;

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
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] chunk : chunks) {
            all.writeBytes(chunk);
        }
        return Optional.of(checkpoint.with(all.toByteArray()));
    }
}
