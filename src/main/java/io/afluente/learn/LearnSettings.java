package io.afluente.learn;

/**
 * What steers learning beside the network itself. All of it is part of a checkpoint's identity.
 *
 * @param batchSize examples in a mini-batch
 * @param checkpointEvery mini-batches from one checkpoint to the next
 * @param seed of all randomness
 * @param window examples that the windowed scores look back on
 * @param fading share of the newest example in the fading accuracy
 */
public record LearnSettings(
        int batchSize, int checkpointEvery, long seed, int window, double fading) {}
