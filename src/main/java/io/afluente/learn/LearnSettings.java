package io.afluente.learn;

import io.afluente.learn.drift.DriftSettings;
import io.afluente.learn.gate.GateSettings;

/**
 * What steers learning beside the network itself. All of it is part of a checkpoint's identity, but
 * for the threads that shards are computed on.
 *
 * @param batchSize examples in a mini-batch
 * @param checkpointEvery mini-batches from one checkpoint to the next
 * @param seed of all randomness
 * @param window examples that the windowed scores look back on
 * @param fading share of the newest example in the fading accuracy
 * @param practice how a mini-batch is trained on
 * @param drift what watches the errors, and what a drift leads to
 * @param gate what a checkpoint must show before it serves
 */
public record LearnSettings(
        int batchSize,
        int checkpointEvery,
        long seed,
        int window,
        double fading,
        TrainingSettings practice,
        DriftSettings drift,
        GateSettings gate) {
    /** Tests and trains, and puts every checkpoint forward. */
    public LearnSettings(int batchSize, int checkpointEvery, long seed, int window, double fading) {
        this(
                batchSize,
                checkpointEvery,
                seed,
                window,
                fading,
                TrainingSettings.PLAIN,
                DriftSettings.NONE,
                GateSettings.OFF);
    }

    /** The same, but mini-batches are trained on in another way. */
    public LearnSettings withPractice(TrainingSettings other) {
        return with(other, drift, gate);
    }

    /** The same, but watched in another way. */
    public LearnSettings withDrift(DriftSettings other) {
        return with(practice, other, gate);
    }

    /** The same behind another gate. */
    public LearnSettings withGate(GateSettings other) {
        return with(practice, drift, other);
    }

    private LearnSettings with(
            TrainingSettings trained, DriftSettings watched, GateSettings judged) {
        return new LearnSettings(
                batchSize, checkpointEvery, seed, window, fading, trained, watched, judged);
    }
}
