package io.afluente.cli.models;

import io.afluente.model.BadNetworkException;
import io.afluente.model.NetworkSpec;
import io.afluente.model.RuntimeIdentity;
import io.afluente.model.SavedNetwork;
import io.afluente.model.engine.PictureInputs;
import io.afluente.model.file.NetworkFile;
import io.afluente.registry.Catalog;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Lineage;
import io.afluente.registry.Manifest;
import io.afluente.registry.Sha256;
import io.afluente.registry.Version;
import io.afluente.setting.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that is to become a version: a checkpoint keeps its name, a network of unknown origin gets
 * the next number.
 *
 * @param file checkpoint or DL4J's own
 * @param network what it must fit
 */
record CheckpointFile(Path file, NetworkSpec network) {
    private static final String SUFFIX = ".zip";

    /**
     * Reads the file.
     *
     * @param catalog the versions that are there already
     * @throws UserException if it is no network, or not one like the local one
     */
    Checkpoint read(Catalog catalog) {
        try {
            byte[] bytes = bytes();
            Version version = named(bytes).orElseGet(() -> next(bytes, catalog));
            Checkpoint checkpoint =
                    isOurs(bytes)
                            ? requireSame(Checkpoint.open(version, bytes))
                            : adopt(version.sequence(), NetworkFile.read(bytes, network));
            return Rehearsed.alike(Rehearsed.version(checkpoint), network);
        } catch (BadNetworkException e) {
            throw new UserException(file + ": " + e.getMessage(), e);
        }
    }

    private byte[] bytes() {
        try {
            return NetworkFile.bytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": can't be read: " + e.getMessage(), e);
        }
    }

    private Optional<Version> named(byte[] bytes) {
        String name = file.getFileName().toString();
        if (!name.matches("\\d{6,18}-[0-9a-f]{12}\\" + SUFFIX)) {
            return Optional.empty();
        }
        Version version = Version.parse(name.substring(0, name.length() - SUFFIX.length()));
        return Optional.of(version).filter(v -> v.equals(versionOf(v.sequence(), bytes)));
    }

    private static Version next(byte[] bytes, Catalog catalog) {
        long latest =
                catalog.manifests().stream()
                        .findFirst()
                        .map(Manifest::version)
                        .map(text -> Version.parse(text).sequence())
                        .orElse(-1L);
        return versionOf(latest + 1, bytes);
    }

    private static Version versionOf(long sequence, byte[] bytes) {
        return isOurs(bytes)
                ? Checkpoint.versionOf(sequence, bytes)
                : Version.of(sequence, Sha256.of(bytes));
    }

    private static boolean isOurs(byte[] bytes) {
        try {
            return Checkpoint.isSealed(NetworkFile.read(bytes));
        } catch (BadNetworkException noLabelsNorPictures) {
            return false;
        }
    }

    private Checkpoint requireSame(Checkpoint checkpoint) {
        NetworkSpec given = checkpoint.network().spec();
        if (!given.name().equals(network.name())
                || !given.pictures().equals(network.pictures())
                || !given.backbone().equals(network.backbone())
                || !given.beginsLike(network)
                || !given.normalisation().equals(network.normalisation())) {
            throw new UserException(
                    "%s: a network called %s for %s pictures and %d labels; %s takes %s and has %d, or other pixels or names, or another backbone"
                            .formatted(
                                    file,
                                    given.name(),
                                    given.pictures().shape(),
                                    given.labels().size(),
                                    network.name(),
                                    network.pictures().shape(),
                                    network.labels().size()));
        }
        return checkpoint;
    }

    private Checkpoint adopt(long sequence, SavedNetwork given) {
        RuntimeIdentity here = PictureInputs.runtime(given.spec());
        Lineage lineage =
                Lineage.beginning(null, given, 0, here.code(), here.toString())
                        .withAdded(given.spec().labelsAfter(network));
        return Checkpoint.seal(sequence, given, lineage, new byte[0]);
    }
}
