package io.afluente.evaluate;

/**
 * What two classifiers got right on the same examples, and how sure their difference is.
 *
 * @param bothRight examples that both got right
 * @param onlyChampion examples that only the champion got right
 * @param onlyChallenger examples that only the challenger got right
 * @param bothWrong examples that both got wrong
 */
public record PairedComparison(
        long bothRight, long onlyChampion, long onlyChallenger, long bothWrong) {
    /** Deviations that leave 5 % on one side of a normal distribution. */
    public static final double Z_95 = 1.6449;

    public PairedComparison {
        if (bothRight < 0 || onlyChampion < 0 || onlyChallenger < 0 || bothWrong < 0) {
            throw new IllegalArgumentException("a paired comparison has no counts below 0");
        }
    }

    /** How many examples there are. */
    public long examples() {
        return bothRight + onlyChampion + onlyChallenger + bothWrong;
    }

    /** The champion's accuracy; 0 without examples. */
    public double championAccuracy() {
        return Ratio.of(bothRight + onlyChampion, examples());
    }

    /** The challenger's accuracy; 0 without examples. */
    public double challengerAccuracy() {
        return Ratio.of(bothRight + onlyChallenger, examples());
    }

    /** The challenger's accuracy less the champion's. */
    public double difference() {
        return Ratio.of(onlyChallenger - onlyChampion, examples());
    }

    /** The standard error of {@link #difference()}; 0 where no example tells the two apart. */
    public double standardError() {
        double b = onlyChampion;
        double c = onlyChallenger;
        return examples() == 0 ? 0 : standardError(b, c, (double) examples());
    }

    /**
     * What the difference is at least, to a one-sided confidence of {@code z} deviations.
     *
     * <p>Half an example is added to each of the four counts (Agresti, Min 2005). That keeps the
     * bound honest for few examples: two that agree on all of a hundred may still differ.
     */
    public double lowerBound(double z) {
        double b = onlyChampion + 0.5;
        double c = onlyChallenger + 0.5;
        double n = examples() + 2.0;
        return (c - b) / n - z * standardError(b, c, n);
    }

    /**
     * Whether the challenger is surely not worse by {@code tolerance} or more, to a one-sided
     * confidence of {@code z} deviations. Never where {@code tolerance} or {@code z} is no number.
     */
    public boolean notInferior(double tolerance, double z) {
        return lowerBound(z) > -tolerance;
    }

    /** The test of whether the two differ. */
    public McNemar test() {
        return new McNemar(onlyChampion, onlyChallenger);
    }

    private static double standardError(double b, double c, double n) {
        return Math.sqrt(b + c - (c - b) * (c - b) / n) / n;
    }
}
