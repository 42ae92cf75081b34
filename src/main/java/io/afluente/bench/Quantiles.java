package io.afluente.bench;

import java.util.Arrays;

/** What is left of many measurements. */
final class Quantiles {
    private Quantiles() {}

    /** The middle one; of an even number the mean of the two in the middle. */
    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /**
     * The smallest value that is not below the given share of all (nearest rank).
     *
     * @param share above 0, up to 1
     */
    static double percentile(double share, double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
