package io.afluente.stream.classify;

/**
 * How many images make a slice: as many as take about a second, and never none. All rows of a slice
 * wait for the last of them, in a transaction that must not run out meanwhile.
 *
 * <p>Begins with what a version was measured to take when it was prepared, and goes by what slices
 * have taken since: other threads, a slow processor and large pictures are in that. Belongs to one
 * thread.
 */
final class SlicePace {
    private static final double SLICE_NANOS = 1e9;
    // a measurement counts as so many images; a slice's fades by a tenth with each later one
    private static final int MEASURED_IMAGES = 32;
    private static final double FADING = 0.9;

    private long expected = -1;
    private double nanos;
    private double images;

    /**
     * What one image takes by itself, by the model that answers now; begins anew where it is
     * another time than before.
     */
    void expect(long nanosPerImage) {
        if (nanosPerImage != expected) {
            expected = nanosPerImage;
            images = MEASURED_IMAGES;
            nanos = (double) nanosPerImage * MEASURED_IMAGES;
        }
    }

    /** Takes in what a slice has taken. */
    void took(long count, long sliceNanos) {
        images = FADING * images + count;
        nanos = FADING * nanos + sliceNanos;
    }

    /** How many images the next slice should have, up to so many. */
    int images(int most) {
        return (int) Math.max(1, Math.min(most, SLICE_NANOS * images / Math.max(1, nanos)));
    }
}
