package io.afluente.registry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;

/**
 * A backbone's file while its pieces come, in whatever order: written beside its place, this
 * process's own, each piece where it belongs. A piece that comes again takes the place of the
 * first. Belongs to one thread.
 */
final class BackbonePieces {
    /** How the names of such files begin. */
    static final String HALF = ".half-";

    private final Path half;
    private final BitSet there = new BitSet();

    BackbonePieces(Path folder) throws IOException {
        Files.createDirectories(folder);
        this.half = Files.createTempFile(folder, HALF, ".onnx");
    }

    void put(int index, byte[] piece) throws IOException {
        try (FileChannel channel = FileChannel.open(half, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(piece);
            long at = (long) index * Manifest.CHUNK_BYTES;
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
        }
        there.set(index);
    }

    /** Whether no piece is missing. */
    boolean isWhole(BackboneManifest manifest) {
        return there.nextClearBit(0) >= manifest.chunks();
    }

    /** What the file is; to be asked once it is whole. */
    String sha256() throws IOException {
        return Sha256.of(half);
    }

    /** The file gets its place, there whole or not at all, also after a power cut. */
    void moveTo(Path place) throws IOException {
        force(half, StandardOpenOption.WRITE);
        Files.move(half, place, StandardCopyOption.ATOMIC_MOVE);
        force(place.toAbsolutePath().getParent(), StandardOpenOption.READ);
    }

    /** Takes away what is there of it. */
    void drop() throws IOException {
        Files.deleteIfExists(half);
    }

    private static void force(Path path, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }
}
