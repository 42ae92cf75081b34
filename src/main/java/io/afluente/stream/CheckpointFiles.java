package io.afluente.stream;

import io.afluente.meter.Meters;
import io.afluente.model.BadNetwork;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.CheckpointFolder;
import io.afluente.registry.LearnerChunks;
import io.afluente.registry.Manifest;
import io.afluente.registry.ModelKeys;
import io.afluente.registry.Signer;
import io.afluente.registry.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes every checkpoint that arrives to a folder, as soon as what serves of it has come by the
 * topic of models, and what only a learner needs by that of learner states. The files are copies
 * for people and tools: a folder that can't be written to is reported and counted, and learning
 * goes on.
 */
public final class CheckpointFiles implements FollowModels.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointFiles.class);
    // both halves of a version are of one transaction: what waits longer belongs to nothing
    private static final int MOST_HALF = 2;

    private final ModelKeys keys;
    private final CheckpointFolder folder;
    private final Signer signer;
    private final Meters.Counter failures;
    private final Map<String, Map<Integer, byte[]>> halves = new LinkedHashMap<>();

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
    public void accept(Function<String, byte[]> models, String key) {
        keys.versionOfManifest(key).ifPresent(version -> write(version, models));
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

    /** Takes a record of the topic of learner states. */
    void take(Function<String, byte[]> models, String key, byte[] value) {
        Optional<ModelKeys.Chunk> chunk = keys.chunkOf(key);
        if (chunk.isPresent() && value == null) {
            halves.remove(chunk.get().version());
        } else if (chunk.isPresent() && !isThere(chunk.get().version())) {
            keep(chunk.get(), value);
            write(chunk.get().version(), models);
        }
    }

    private void keep(ModelKeys.Chunk chunk, byte[] value) {
        halves.computeIfAbsent(chunk.version(), v -> new HashMap<>()).put(chunk.index(), value);
        if (halves.size() > MOST_HALF) {
            halves.remove(halves.keySet().iterator().next());
        }
    }

    private void write(String version, Function<String, byte[]> models) {
        byte[] manifest = models.apply(keys.manifest(version));
        if (manifest == null || isThere(version)) {
            return;
        }
        try {
            Optional<Checkpoint> whole = whole(Manifest.fromJson(manifest).of(version), models);
            if (whole.isPresent()) {
                halves.remove(version);
                folder.write(whole.get());
            }
        } catch (IOException | BadNetwork e) {
            halves.remove(version);
            failures.add(1);
            LOG.warn("Checkpoint {} is not in {}: {}", version, folder, e.toString());
        }
    }

    /** Puts a version together; empty while a part of it has not come. */
    private Optional<Checkpoint> whole(Manifest manifest, Function<String, byte[]> models) {
        Map<Integer, byte[]> half = halves.getOrDefault(manifest.version(), Map.of());
        if (half.size() < manifest.stateChunks()) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                        signer.check(manifest)
                                .assemble(i -> models.apply(keys.chunk(manifest.version(), i))))
                .flatMap(checkpoint -> whole(checkpoint, half));
    }

    private static Optional<Checkpoint> whole(Checkpoint checkpoint, Map<Integer, byte[]> half) {
        if (checkpoint.isWhole()) {
            return Optional.of(checkpoint);
        }
        LearnerChunks chunks = new LearnerChunks(checkpoint);
        half.forEach(chunks::put);
        return chunks.whole();
    }

    private boolean isThere(String version) {
        return Files.exists(folder.file(Version.parse(version)));
    }
}
