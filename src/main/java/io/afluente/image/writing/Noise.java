package io.afluente.image.writing;

/** How much neighbouring pixels differ where nothing is drawn. */
final class Noise {
    private static final int BINS_A_LEVEL = 16;
    private static final int BINS = 256 * BINS_A_LEVEL;

    /** A normal distribution's deviation for the median size of a difference of two: 1.4826/√2. */
    private static final float DEVIATIONS = 1.0484f;

    private Noise() {}

    /**
     * The standard deviation of noise in a picture, by the median of the differences of neighbours,
     * which the few at the edges of strokes do not change.
     */
    static float of(Plane picture) {
        int[] counts = new int[BINS];
        int pairs = 0;
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                float here = picture.at(y, x);
                if (x + 1 < picture.width()) {
                    counts[bin(picture.at(y, x + 1) - here)]++;
                    pairs++;
                }
                if (y + 1 < picture.height()) {
                    counts[bin(picture.at(y + 1, x) - here)]++;
                    pairs++;
                }
            }
        }
        int median = 0;
        for (int below = counts[0]; 2 * below < pairs; below += counts[median]) {
            median++;
        }
        return median * DEVIATIONS / BINS_A_LEVEL;
    }

    private static int bin(float difference) {
        return Math.min(BINS - 1, (int) (Math.abs(difference) * BINS_A_LEVEL));
    }
}
