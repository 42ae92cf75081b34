package io.afluente.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.afluente.registry.Manifest;
import io.afluente.registry.ModelKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Book-keeping of scores and checkpoints. Not thread-safe. */
final class LearningLedger {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ModelKeys keys;
    private long labeled;
    private double prequentialAccuracy;
    private int checkpoints;
    private Manifest latest;

    LearningLedger(String model) {
        this.keys = new ModelKeys(model);
    }

    void takeScore(byte[] value) {
        try {
            JsonNode score = JSON.readTree(value);
            labeled += score.get("examples").asLong();
            prequentialAccuracy = score.get("score").get("accuracy").asDouble();
        } catch (IOException e) {
            throw new UncheckedIOException("scores hold something that is no score", e);
        }
    }

    void takeModel(String key, byte[] value) {
        if (value == null || keys.versionOfManifest(key).isEmpty()) {
            return;
        }
        Manifest manifest = Manifest.fromJson(value);
        if (manifest.lineage().topic() != null) {
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

    /** The latest checkpoint, if it has learned from so many examples; from others too, perhaps. */
    Optional<String> versionAfter(long examples) {
        return Optional.ofNullable(latest)
                .filter(manifest -> manifest.lineage().examples() >= examples)
                .map(Manifest::version);
    }
}
