package io.afluente.registry;

import io.afluente.model.BackboneSpec;
import io.afluente.model.BadNetworkException;
import io.afluente.model.MissingBackboneException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Backbones as files, {@code <sha256>.onnx}: a cache of what is on the topic of models, which any
 * processes of one machine may share. A file is there whole or not at all, and is hashed before it
 * is used for the first time, and again when it has changed: one that is not what its name says is
 * taken away. Safe for all threads.
 */
public final class BackboneFolder {
    private static final Logger LOG = LoggerFactory.getLogger(BackboneFolder.class);

    /** No piece comes so long after another. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    private final Path folder;
    private final Map<Path, Seen> checked = new HashMap<>();

    /** A file as it was when it was hashed. */
    private record Seen(long bytes, FileTime changed) {
        static Seen of(Path file) throws IOException {
            return new Seen(Files.size(file), Files.getLastModifiedTime(file));
        }
    }

    public BackboneFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * The file of a backbone.
     *
     * @throws MissingBackboneException if it is not here
     */
    public Path file(BackboneSpec spec) {
        return find(spec.sha256()).orElseThrow(() -> new MissingBackboneException(spec.sha256()));
    }

    /** The file of this hash; empty where it is not here, or was not what it was called. */
    public synchronized Optional<Path> find(String sha256) {
        Path file = place(sha256);
        try {
            return Files.exists(file) && isTrue(file, sha256)
                    ? Optional.of(file)
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }

    private boolean isTrue(Path file, String sha256) throws IOException {
        Seen now = Seen.of(file);
        if (now.equals(checked.get(file))) {
            return true;
        }
        if (!Sha256.of(file).equals(sha256)) {
            LOG.warn("{} is not what it is called, and is taken away", file);
            Files.delete(file);
            return false;
        }
        checked.put(file, now);
        return true;
    }

    /**
     * Copies a file into the folder, unless it is there.
     *
     * @param sha256 that it must have
     * @return where it is now
     * @throws BadNetworkException if it is another file
     */
    public Path adopt(Path file, String sha256) {
        Optional<Path> here = find(sha256);
        if (here.isPresent()) {
            return here.get();
        }
        try {
            return copy(file, sha256);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": can't be copied to " + folder + ": " + e, e);
        }
    }

    private Path copy(Path file, String sha256) throws IOException {
        BackbonePieces pieces = pieces();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] piece = in.readNBytes(Manifest.CHUNK_BYTES);
            for (int i = 0; piece.length > 0; i++) {
                pieces.put(i, piece);
                piece = in.readNBytes(Manifest.CHUNK_BYTES);
            }
            if (!settle(pieces, sha256)) {
                throw new BadNetworkException(
                        "backbone: sha256: %s has another, %s".formatted(file, Sha256.of(file)));
            }
            return place(sha256);
        } finally {
            pieces.drop();
        }
    }

    /** A new file to put pieces into. */
    synchronized BackbonePieces pieces() throws IOException {
        BackbonePieces pieces = new BackbonePieces(folder);
        dropAbandoned();
        return pieces;
    }

    /** Gives pieces their place, if they are the file of this hash. */
    boolean settle(BackbonePieces pieces, String sha256) throws IOException {
        boolean is = pieces.sha256().equals(sha256);
        if (is) {
            pieces.moveTo(place(sha256));
        }
        return is;
    }

    /** What killed processes left behind. */
    private void dropAbandoned() throws IOException {
        FileTime longAgo = FileTime.from(Instant.now().minus(ABANDONED));
        try (DirectoryStream<Path> halves =
                Files.newDirectoryStream(folder, BackbonePieces.HALF + "*")) {
            for (Path half : halves) {
                if (Files.getLastModifiedTime(half).compareTo(longAgo) < 0) {
                    Files.deleteIfExists(half);
                }
            }
        }
    }

    private Path place(String sha256) {
        return folder.resolve(sha256 + ".onnx");
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
