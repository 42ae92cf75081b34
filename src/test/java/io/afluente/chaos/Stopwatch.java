package io.afluente.chaos;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How long it took each time until things went on, for the table of reliability.md. */
final class Stopwatch {
    private final String fault;
    private final List<Double> seconds = new ArrayList<>();

    Stopwatch(String fault) {
        this.fault = fault;
    }

    /** Runs what ends when things go on. */
    void measure(Runnable untilItGoesOn) {
        long start = System.nanoTime();
        untilItGoesOn.run();
        seconds.add((System.nanoTime() - start) / 1e9);
    }

    /** Says it in a line. */
    void print() {
        double[] sorted = seconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length > 0) {
            System.out.printf(
                    Locale.ROOT,
                    "reliability: %s: %d times; went on after %.1f s (median), %.1f s at most%n",
                    fault,
                    sorted.length,
                    sorted[sorted.length / 2],
                    Arrays.stream(sorted).max().getAsDouble());
        }
    }
}
