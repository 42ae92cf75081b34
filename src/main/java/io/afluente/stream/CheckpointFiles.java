package io.afluente.stream;

import io.afluente.meter.Meters;
import io.afluente.model.BadNetwork;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.CheckpointFolder;
import io.afluente.registry.Manifest;
import io.afluente.registry.ModelKeys;
import io.afluente.registry.Signer;
import io.afluente.registry.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes every checkpoint that arrives on the topic of models to a folder. The files are copies for
 * people and tools: a folder that can't be written to is reported and counted, and learning goes
 * on.
 */
public final class CheckpointFiles implements FollowModels.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointFiles.class);

    private final ModelKeys keys;
    private final CheckpointFolder folder;
    private final Signer signer;
    private final Meters.Counter failures;

    /**
     * @param signer says whose checkpoints become files
     */
    public CheckpointFiles(String model, CheckpointFolder folder, Signer signer, Meters meters) {
        this.keys = new ModelKeys(model);
        this.folder = folder;
        this.signer = signer;
        this.failures = meters.counter("checkpoint.file.failures");
    }

    @Override
    public void accept(Function<String, byte[]> records, String key) {
        byte[] manifest = records.apply(key);
        keys.versionOfManifest(key)
                .filter(version -> manifest != null)
                .ifPresent(version -> write(version, manifest, records));
    }

    /** A version that is a file; empty where there is none, or it can't be read. */
    Optional<Checkpoint> read(String version) {
        try {
            return folder.read(Version.parse(version));
        } catch (IOException | BadNetwork e) {
            LOG.warn("Checkpoint {} can't be read from {}: {}", version, folder, e.toString());
            return Optional.empty();
        }
    }

    private void write(String version, byte[] json, Function<String, byte[]> records) {
        try {
            if (Files.exists(folder.file(Version.parse(version)))) {
                return;
            }
            Checkpoint checkpoint =
                    signer.check(Manifest.fromJson(json))
                            .assemble(i -> records.apply(keys.chunk(version, i)));
            if (checkpoint != null) {
                folder.write(checkpoint);
            }
        } catch (IOException | BadNetwork e) {
            failures.add(1);
            LOG.warn("Checkpoint {} is not in {}: {}", version, folder, e.toString());
        }
    }
}
