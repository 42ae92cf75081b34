package io.afluente.stream;

import io.afluente.learn.MiniBatchScore;
import io.afluente.meter.Meters;
import io.afluente.registry.Checkpoint;

/** What is measured of learning. */
final class LearnMeters {
    private final Meters.Counter examples;
    private final Meters.Counter miniBatches;
    private final Meters.Counter checkpoints;
    private volatile double loss;
    private volatile double windowedAccuracy;
    private volatile double fadingAccuracy;
    private volatile double checkpointBytes;

    LearnMeters(Meters meters) {
        examples = meters.counter("learn.examples");
        miniBatches = meters.counter("learn.minibatches");
        checkpoints = meters.counter("learn.checkpoints");
        meters.gauge("learn.loss", () -> loss);
        meters.gauge("learn.accuracy", () -> windowedAccuracy, "kind", "windowed");
        meters.gauge("learn.accuracy", () -> fadingAccuracy, "kind", "fading");
        meters.gauge("learn.checkpoint.bytes", () -> checkpointBytes);
    }

    void learned(MiniBatchScore score) {
        examples.add(score.examples());
        miniBatches.add(1);
        loss = score.loss();
        windowedAccuracy = score.score().windowedAccuracy();
        fadingAccuracy = score.score().fadingAccuracy();
    }

    void checkpointed(Checkpoint checkpoint) {
        checkpoints.add(1);
        checkpointBytes = checkpoint.bytes().length;
    }
}
