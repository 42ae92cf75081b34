package io.afluente.model.dl4j;

/** Where the randomness of one training step comes from: the network's seed and the step alone. */
final class StepSeed {
    // 2^64 divided by the golden ratio: neighbouring steps get distant seeds
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private StepSeed() {}

    static long of(long seed, long step) {
        return seed + (step + 1) * SPREAD;
    }
}
