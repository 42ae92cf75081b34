package io.afluente.registry;

import io.afluente.model.BadNetworkException;
import java.util.Optional;

/**
 * What bytes that travel apart must be.
 *
 * @param bytes how many there are
 * @param sha256 of them
 */
public record Digest(long bytes, String sha256) {
    private static final long MAX_BYTES = 2_000_000_000L;

    public Digest {
        if (bytes < 1 || bytes > MAX_BYTES || sha256 == null) {
            throw new BadNetworkException(
                    "lineage: learnerState: needs 1 to %,d bytes and their SHA-256, has %,d and %s"
                            .formatted(MAX_BYTES, bytes, sha256));
        }
    }

    /** Of these bytes; empty where there are none. */
    static Optional<Digest> ofAny(byte[] bytes) {
        return bytes.length == 0
                ? Optional.empty()
                : Optional.of(new Digest(bytes.length, Sha256.of(bytes)));
    }

    /** How many records they travel in. */
    public int chunks() {
        return Manifest.chunksFor(bytes);
    }
}
