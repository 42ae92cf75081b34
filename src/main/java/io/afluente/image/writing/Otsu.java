package io.afluente.image.writing;

/**
 * The threshold that divides values into the two classes that differ most (N. Otsu, "A Threshold
 * Selection Method from Gray-Level Histograms", 1979): it maximises the variance between them.
 *
 * @param threshold between the two: halfway from mean to mean
 * @param lower mean of the lower class
 * @param upper mean of the upper class
 * @param separability the share of all variance that is between the classes, from 0 to 1
 */
record Otsu(float threshold, float lower, float upper, double separability) {
    private static final int BINS = 512;

    float contrast() {
        return upper - lower;
    }

    /** Divides the values that a mask includes. */
    static Otsu of(Plane plane, Mask included) {
        float least = Float.MAX_VALUE;
        float most = -Float.MAX_VALUE;
        for (int i = 0; i < plane.values().length; i++) {
            if (included.bits()[i]) {
                least = Math.min(least, plane.values()[i]);
                most = Math.max(most, plane.values()[i]);
            }
        }
        if (most <= least) {
            return new Otsu(most, most, most, 0);
        }
        float bin = (most - least) / (BINS - 1);
        int[] counts = new int[BINS];
        for (int i = 0; i < plane.values().length; i++) {
            if (included.bits()[i]) {
                counts[(int) ((plane.values()[i] - least) / bin)]++;
            }
        }
        return divide(counts, least, bin);
    }

    private static Otsu divide(int[] counts, float least, float bin) {
        double total = 0;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < BINS; i++) {
            total += counts[i];
            sum += (double) i * counts[i];
            squares += (double) i * i * counts[i];
        }
        double variance = squares / total - sum / total * (sum / total);
        Otsu best = new Otsu(least, least, least, 0);
        double below = 0;
        double sumBelow = 0;
        for (int i = 0; i < BINS - 1; i++) {
            below += counts[i];
            sumBelow += (double) i * counts[i];
            if (below > 0 && below < total) {
                double lower = sumBelow / below;
                double upper = (sum - sumBelow) / (total - below);
                double shares = below / total * (1 - below / total);
                double separability = shares * (upper - lower) * (upper - lower) / variance;
                if (separability > best.separability) {
                    best = at(lower, upper, separability, least, bin);
                }
            }
        }
        return best;
    }

    private static Otsu at(
            double lower, double upper, double separability, float least, float bin) {
        return new Otsu(
                (float) (least + bin * (lower + upper) / 2),
                (float) (least + bin * lower),
                (float) (least + bin * upper),
                separability);
    }
}
