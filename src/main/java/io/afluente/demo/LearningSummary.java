package io.afluente.demo;

import io.afluente.learn.MiniBatchScore;
import io.afluente.registry.Manifest;
import io.afluente.registry.ModelKeys;
import io.afluente.registry.Pointer;
import java.util.Optional;

/** Book-keeping of scores and checkpoints. Not thread-safe. */
final class LearningSummary {
    private final ModelKeys keys;
    private long labeled;
    private double prequentialAccuracy;
    private int checkpoints;
    private Manifest latest;
    private String candidate;

    LearningSummary(String model) {
        this.keys = new ModelKeys(model);
    }

    void takeScore(MiniBatchScore miniBatch) {
        labeled += miniBatch.examples();
        prequentialAccuracy = miniBatch.score().accuracy();
    }

    void takeModel(String key, byte[] value) {
        if (key.equals(keys.candidate())) {
            candidate = Pointer.fromJson(value).version();
        } else if (value != null && keys.versionOfManifest(key).isPresent()) {
            takeManifest(value);
        }
    }

    private void takeManifest(byte[] value) {
        Manifest manifest = Manifest.fromJson(value);
        if (!manifest.lineage().isFirst()) {
            checkpoints++;
            latest = manifest;
        }
    }

    long labeled() {
        return labeled;
    }

    double prequentialAccuracy() {
        return prequentialAccuracy;
    }

    int checkpoints() {
        return checkpoints;
    }

    /** The version that is to serve once so many examples, and perhaps others, are learned. */
    Optional<String> versionAfter(long examples) {
        return Optional.ofNullable(latest)
                .filter(manifest -> manifest.lineage().examples() >= examples)
                .map(manifest -> manifest.lineage().isHeld() ? candidate : manifest.version());
    }
}
