package io.afluente.bench;

import io.afluente.model.engine.Engines;
import java.util.List;

/**
 * How much is measured.
 *
 * @param rounds of which the median counts
 * @param roundSeconds of a round that needs no broker
 * @param streamImages of a round through the broker
 * @param naiveImages of a round of the slow comparison
 * @param latencySeconds of each latency measurement
 * @param thorough before the rounds through the broker is one that does not count, latencies are
 *     those at every rate and while versions swap, memory is watched over swaps and images, both
 *     with every engine; else latency at 100 images a second, and memory over swaps, are the
 *     default engine's
 * @param swaps of the memory measurement
 * @param manyImages of the memory measurement
 */
public record BenchProfile(
        int rounds,
        double roundSeconds,
        int streamImages,
        int naiveImages,
        int latencySeconds,
        boolean thorough,
        int swaps,
        int manyImages) {
    /** For a figure worth quoting. */
    public static final BenchProfile FULL =
            new BenchProfile(3, 2, 200_000, 1_000, 20, true, 1_000, 1_000_000);

    /** For a look: ends in little more than a minute on a quiet machine. */
    public static final BenchProfile QUICK = new BenchProfile(1, 0.3, 10_000, 200, 3, false, 20, 0);

    // a JVM that has just started answers ten times as late as one that has compiled its code
    private static final int WARM_UP_SECONDS = 5;

    List<String> watchedEngines() {
        return thorough ? Engines.names() : List.of(Engines.REFERENCE);
    }

    int warmUpSeconds() {
        return WARM_UP_SECONDS;
    }
}
