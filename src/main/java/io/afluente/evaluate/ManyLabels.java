package io.afluente.evaluate;

/**
 * From how many labels on not all is said of each: of 1,000 a prediction would be mostly
 * probabilities of next to nothing, and a confusion matrix has a million counts.
 */
public final class ManyLabels {
    /** The most that are few. */
    public static final int FEW = 100;

    private ManyLabels() {}

    public static boolean are(int labels) {
        return labels > FEW;
    }
}
