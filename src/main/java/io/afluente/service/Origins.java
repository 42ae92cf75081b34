package io.afluente.service;

import io.afluente.model.BadNetworkException;
import io.afluente.model.NetworkSpec;
import io.afluente.model.SavedNetwork;
import io.afluente.model.file.NetworkFile;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Manifest;
import io.afluente.registry.ModelKeys;
import io.afluente.registry.Version;
import io.afluente.setting.UserException;
import io.afluente.stream.client.ModelsTopic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Finds the network that a caller names: in a file, or by its version on the topic of models. */
public final class Origins {
    private Origins() {}

    public static InitialVersion.Source find(String name, RoleSettings settings) {
        Path file = Path.of(name);
        return Files.exists(file)
                ? fromFile(file, settings.network())
                : new InitialVersion.Source(
                        file.getFileName().toString(), () -> fromTopic(name, settings));
    }

    /** The network in a file: a checkpoint, or saved by DL4J itself. */
    public static InitialVersion.Source fromFile(Path file, NetworkSpec like) {
        try {
            return new InitialVersion.Source(
                    file.getFileName().toString(), NetworkFile.read(NetworkFile.bytes(file), like));
        } catch (BadNetworkException e) {
            throw new UserException(file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SavedNetwork fromTopic(String name, RoleSettings settings) {
        Version version = versionOf(name);
        ModelKeys keys = new ModelKeys(settings.network().name());
        Map<String, byte[]> records =
                new ModelsTopic(settings.client(), settings.topics(), settings.network().name())
                        .read()
                        .records();
        byte[] manifest = records.get(keys.manifest(version.toString()));
        if (manifest == null) {
            throw new UserException(
                    "version %s of %s is not on the topic %s"
                            .formatted(name, keys.model(), settings.topics().models()));
        }
        Checkpoint checkpoint =
                settings.signer()
                        .check(Manifest.fromJson(manifest))
                        .assemble(i -> records.get(keys.chunk(version.toString(), i)));
        return checkpoint.network();
    }

    private static Version versionOf(String name) {
        try {
            return Version.parse(name);
        } catch (BadNetworkException e) {
            throw new UserException(name + ": neither a file nor a version", e);
        }
    }
}
