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

    /** For a look: ends within a minute on a quiet machine. */
    public static final BenchProfile QUICK = new BenchProfile(1, 0.3, 10_000, 200, 1, false, 20, 0);

    List<String> watchedEngines() {
        return thorough ? Engines.names() : List.of(Engines.REFERENCE);
    }

    int warmUpSeconds() {
        return thorough ? 3 : 1;
    }
}
