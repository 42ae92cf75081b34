package io.afluente.evaluate;

/**
 * How much of what a baseline gets wrong is got right: 1 is perfect, 0 is no better than the
 * baseline, below 0 is worse.
 */
final class Kappa {
    private Kappa() {}

    /**
     * {@code (accuracy - baseline) / (1 - baseline)}, and 0 where the baseline is perfect: there is
     * nothing to gain on it.
     */
    static double of(double accuracy, double baseline) {
        return baseline >= 1 ? 0 : (accuracy - baseline) / (1 - baseline);
    }

    /**
     * Against answers drawn by chance with the classifier's own frequencies (Cohen 1960). Examples
     * without an answer agree with nothing.
     */
    static double cohen(ConfusionCounts counts) {
        double total = Math.max(1, counts.total());
        double chance = 0;
        for (int label = 0; label < counts.labels(); label++) {
            chance += counts.actual(label) / total * (counts.predicted(label) / total);
        }
        return of(counts.accuracy(), chance);
    }
}
