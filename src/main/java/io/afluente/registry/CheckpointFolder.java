package io.afluente.registry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Checkpoints as files, {@code <version>.zip}. A file is there whole or not at all, also after a
 * power cut: it is written beside its place, forced to disk, and renamed.
 */
public final class CheckpointFolder {
    private final Path folder;

    public CheckpointFolder(Path folder) {
        this.folder = folder;
    }

    /** Where a version is, or would be. */
    public Path file(Version version) {
        return folder.resolve(version + ".zip");
    }

    /** Writes a checkpoint unless it is there already; the name vouches for the content. */
    public void write(Checkpoint checkpoint) throws IOException {
        Path file = file(checkpoint.version());
        if (Files.exists(file)) {
            return;
        }
        Files.createDirectories(folder);
        Path half = Files.createTempFile(folder, ".half-", ".zip");
        try {
            writeAndForce(half, checkpoint.bytes());
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
            force(folder);
        } finally {
            Files.deleteIfExists(half);
        }
    }

    private static void writeAndForce(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
