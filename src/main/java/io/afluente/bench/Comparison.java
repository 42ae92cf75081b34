package io.afluente.bench;

import java.util.List;

/**
 * One of several that were measured in turn.
 *
 * @param what was measured
 * @param imagesPerSecond median of all rounds
 * @param cpuMicros of processor time an image, median; null where several threads work
 * @param against the first of them, which the others are held against
 * @param ratio of the rates in the same round: median, least and most
 */
public record Comparison(
        String what, double imagesPerSecond, Double cpuMicros, String against, Spread ratio) {
    /**
     * What came out in most rounds, and how far apart they were.
     *
     * @param median of all rounds
     * @param least of all rounds
     * @param most of all rounds
     */
    public record Spread(double median, double least, double most) {
        static Spread of(double... values) {
            return new Spread(
                    Quantiles.median(values),
                    Quantiles.percentile(Double.MIN_VALUE, values),
                    Quantiles.percentile(1, values));
        }
    }

    /** Of rounds in the same order; the first of them is the base. */
    static List<Comparison> of(List<Turns.Measured> all) {
        Turns.Measured base = all.get(0);
        return all.stream()
                .map(
                        one ->
                                new Comparison(
                                        one.what(),
                                        Quantiles.median(one.rates()),
                                        one.alone() ? Quantiles.median(one.cpuMicros()) : null,
                                        base.what(),
                                        Spread.of(ratios(one.rates(), base.rates()))))
                .toList();
    }

    private static double[] ratios(double[] rates, double[] bases) {
        double[] ratios = new double[rates.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = rates[i] / bases[i];
        }
        return ratios;
    }
}
