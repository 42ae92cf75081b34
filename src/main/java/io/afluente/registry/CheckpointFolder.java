package io.afluente.registry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Checkpoints as files, {@code <version>.zip}, each with all that its learner needs. A file is
 * there whole or not at all, also after a power cut: it is written beside its place, forced to
 * disk, and renamed.
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

    /**
     * Reads a checkpoint; empty where there is no file of it.
     *
     * @throws io.afluente.model.BadNetworkException if the file is not what its name says
     */
    public Optional<Checkpoint> read(Version version) throws IOException {
        Path file = file(version);
        return Files.exists(file)
                ? Optional.of(Checkpoint.open(version, Files.readAllBytes(file)))
                : Optional.empty();
    }

    /** Writes a checkpoint unless it is there already; the name vouches for the content. */
    public void write(Checkpoint checkpoint) throws IOException {
        Path file = file(checkpoint.version());
        if (!Files.exists(file)) {
            write(checkpoint, file);
        }
    }

    /** Writes a checkpoint to a file of any name, in place of what is there. */
    public static void write(Checkpoint checkpoint, Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path half = Files.createTempFile(folder, ".half-", ".zip");
        try {
            writeAndForce(half, checkpoint.file());
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
            force(folder);
        } finally {
            Files.deleteIfExists(half);
        }
    }

    @Override
    public String toString() {
        return folder.toString();
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
