package io.afluente.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afluente.model.BadNetworkException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * What is known of a checkpoint without its bytes, and how to put them together: those that serve.
 *
 * @param model the network's name
 * @param version of the checkpoint
 * @param chunks how many pieces its bytes travel in
 * @param bytes in total
 * @param sha256 of all bytes
 * @param lineage where it comes from
 * @param signature by {@link Signer} and an HMAC key; null where nobody has signed so
 * @param ed25519 the same by a private key
 */
public record Manifest(
        String model,
        String version,
        int chunks,
        long bytes,
        String sha256,
        Lineage lineage,
        @JsonInclude(JsonInclude.Include.NON_NULL) String signature,
        @JsonInclude(JsonInclude.Include.NON_NULL) KeySignature ed25519) {
    /** Well below the 1 MiB that brokers and producers take by default. */
    public static final int CHUNK_BYTES = 900_000;

    private static final long MAX_BYTES = 2_000_000_000L;

    public static Manifest of(Checkpoint checkpoint) {
        byte[] bytes = checkpoint.bytes();
        return new Manifest(
                checkpoint.network().spec().name(),
                checkpoint.version().toString(),
                chunksFor(bytes.length),
                bytes.length,
                Sha256.of(bytes),
                checkpoint.lineage(),
                null,
                null);
    }

    /** How many pieces there are of what only a learner needs, on a topic of its own. */
    public int stateChunks() {
        return lineage.learnerState() == null ? 0 : lineage.learnerState().chunks();
    }

    /** The same, if it is that of a version: its key may say so of any. */
    public Manifest of(String expected) {
        if (!version.equals(expected)) {
            throw new BadNetworkException("its manifest is that of version " + version);
        }
        return this;
    }

    Manifest signed(String hmac, KeySignature by) {
        return new Manifest(model, version, chunks, bytes, sha256, lineage, hmac, by);
    }

    /**
     * Whether it is a copy of a version of the same number: its parameters, put back where its own
     * bytes were lost.
     */
    public boolean isCopy() {
        long number = Version.parse(version).sequence();
        return lineage.isFirst()
                && lineage.parentVersion().filter(of -> of.sequence() == number).isPresent();
    }

    public byte[] toJson() {
        return RegistryJson.write(this);
    }

    public static Manifest fromJson(byte[] json) {
        Manifest manifest = RegistryJson.read(json, Manifest.class, "manifest");
        manifest.requireAll();
        if (manifest.bytes < 1
                || manifest.bytes > MAX_BYTES
                || manifest.chunks != chunksFor(manifest.bytes)) {
            throw new BadNetworkException(
                    "manifest of "
                            + manifest.version
                            + ": "
                            + manifest.chunks
                            + " chunks can't hold "
                            + manifest.bytes
                            + " bytes");
        }
        return manifest;
    }

    private void requireAll() {
        if (model == null || version == null || sha256 == null || lineage == null) {
            throw new BadNetworkException("manifest: model, version, sha256 or lineage is missing");
        }
        Version.parse(version);
    }

    static int chunksFor(long bytes) {
        return (int) ((bytes + CHUNK_BYTES - 1) / CHUNK_BYTES);
    }

    /** The pieces of a checkpoint, in order. */
    public static List<byte[]> split(byte[] bytes) {
        List<byte[]> chunks = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += CHUNK_BYTES) {
            chunks.add(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + CHUNK_BYTES)));
        }
        return chunks;
    }

    /**
     * Puts the pieces together.
     *
     * @param chunk gives the piece of an index, or null where it is not there (yet)
     * @return the checkpoint, or null while a piece is missing
     */
    public Checkpoint assemble(IntFunction<byte[]> chunk) {
        // room is made for what is there, never for what the manifest merely says
        List<byte[]> pieces = new ArrayList<>();
        for (int i = 0; i < chunks; i++) {
            byte[] piece = chunk.apply(i);
            if (piece == null) {
                return null;
            }
            pieces.add(piece);
        }
        byte[] whole = joined(pieces);
        if (!Sha256.of(whole).equals(sha256)) {
            throw unlikeManifest();
        }
        Checkpoint checkpoint = Checkpoint.open(Version.parse(version), whole, sha256);
        if (!checkpoint.lineage().equals(lineage)) {
            throw unlikeManifest();
        }
        return checkpoint;
    }

    private byte[] joined(List<byte[]> pieces) {
        if (pieces.stream().mapToLong(piece -> piece.length).sum() != bytes) {
            throw unlikeManifest();
        }
        ByteBuffer whole = ByteBuffer.allocate((int) bytes);
        pieces.forEach(whole::put);
        return whole.array();
    }

    private BadNetworkException unlikeManifest() {
        return new BadNetworkException(
                "checkpoint " + version + ": its chunks don't match its manifest");
    }
}
