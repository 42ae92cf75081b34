package io.afluente.evaluate;

/** Reads the label out of a row of probabilities. */
public final class MostLikely {
    private MostLikely() {}

    /**
     * The index of the largest probability, of equal ones the first; {@link
     * ConfusionCounts#NO_ANSWER} if any of them is negative, infinite or no number.
     */
    public static int of(float[] probabilities) {
        int best = 0;
        for (int i = 0; i < probabilities.length; i++) {
            float p = probabilities[i];
            if (!(p >= 0 && p < Float.POSITIVE_INFINITY)) {
                return ConfusionCounts.NO_ANSWER;
            }
            if (p > probabilities[best]) {
                best = i;
            }
        }
        return best;
    }
}
