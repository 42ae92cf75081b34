package io.afluente.stream.learn;

import io.afluente.meter.Meters;
import io.afluente.model.BadNetworkException;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.CheckpointFolder;
import io.afluente.registry.Manifest;
import io.afluente.registry.ModelKeys;
import io.afluente.registry.Signer;
import io.afluente.registry.Version;
import io.afluente.stream.runtime.FollowModels;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes every checkpoint that arrives to a folder, as soon as what serves of it has come by the
 * topic of models, and what only a learner needs by that of learner states, whichever comes first
 * and even if it is taken away from one topic before it comes by the other. The files are copies
 * for people and tools: a folder that can't be written to is reported and counted, and learning
 * goes on.
 */
public final class CheckpointFiles implements FollowModels.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointFiles.class);
    // the two topics are read side by side, one of them ahead of the other by as much as this
    private static final long MAX_WAITING_BYTES = 32 << 20;

    private final ModelKeys keys;
    private final CheckpointFolder folder;
    private final Signer signer;
    private final Meters.Counter failures;
    private final Map<String, Halves> waiting = new LinkedHashMap<>();

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
        keys.versionOfManifest(key).ifPresent(version -> takeServing(version, models));
    }

    /** A version that is a file; empty where there is none, or it can't be read. */
    Optional<Checkpoint> read(String version) {
        try {
            return folder.read(Version.parse(version));
        } catch (IOException | BadNetworkException e) {
            LOG.warn("Checkpoint {} can't be read from {}: {}", version, folder, e.toString());
            return Optional.empty();
        }
    }

    /**
     * Takes a record of the topic of learner states. One that takes a version away is passed over:
     * what serves of that version may still be on its way.
     */
    void take(String key, byte[] value) {
        Optional<ModelKeys.Chunk> chunk = keys.chunkOf(key);
        if (value != null && chunk.isPresent() && !isThere(chunk.get().version())) {
            String version = chunk.get().version();
            halvesOf(version).put(chunk.get().index(), value);
            write(version);
        }
    }

    private void takeServing(String version, Function<String, byte[]> models) {
        byte[] manifest = models.apply(keys.manifest(version));
        if (manifest == null || isThere(version)) {
            return;
        }
        try {
            Checkpoint serving =
                    signer.check(Manifest.fromJson(manifest).of(version))
                            .assemble(i -> models.apply(keys.chunk(version, i)));
            if (serving != null) {
                // from now on no matter what becomes of it on the topic
                halvesOf(version).put(serving);
                write(version);
            }
        } catch (BadNetworkException e) {
            fail(version, e);
        }
    }

    private Halves halvesOf(String version) {
        return waiting.computeIfAbsent(version, v -> new Halves());
    }

    private void write(String version) {
        try {
            Optional<Checkpoint> whole = waiting.get(version).whole();
            if (whole.isPresent()) {
                waiting.remove(version);
                folder.write(whole.get());
            } else {
                forgetWhatNeverComes();
            }
        } catch (IOException | BadNetworkException e) {
            fail(version, e);
        }
    }

    private void forgetWhatNeverComes() {
        while (waiting.size() > 2 && waitingBytes() > MAX_WAITING_BYTES) {
            waiting.remove(waiting.keySet().iterator().next());
        }
    }

    /** What versions on their way take of the heap. */
    long waitingBytes() {
        return waiting.values().stream().mapToLong(Halves::bytes).sum();
    }

    private void fail(String version, Exception why) {
        waiting.remove(version);
        failures.add(1);
        LOG.warn("Checkpoint {} is not in {}: {}", version, folder, why.toString());
    }

    private boolean isThere(String version) {
        return Files.exists(folder.file(Version.parse(version)));
    }
}
