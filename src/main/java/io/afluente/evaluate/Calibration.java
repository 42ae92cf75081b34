package io.afluente.evaluate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Whether answers are as often right as they are confident: the expected calibration error over the
 * last so many examples (Naeini, Cooper, Hauskrecht 2015; bins as in Guo et al. 2017).
 *
 * <p>Confidences fall into {@link #BINS} bins of equal width, open below and closed above. The
 * error is the mean over the examples of how far their bin's accuracy is from its mean confidence.
 * Confidences are kept in steps of 2<sup>-24</sup>, so that sums over the window are exact.
 */
final class Calibration implements Resumable {
    static final int BINS = 15;

    private static final int BITS = 24;
    private static final int ONE = 1 << BITS;

    private final IntWindow recent;
    private final long[] excess = new long[BINS];

    Calibration(int window) {
        recent = new IntWindow(window, ONE << 1 | 1);
    }

    void update(float confidence, boolean hit) {
        int steps = Math.round(Math.min(1, confidence) * ONE);
        int entry = steps << 1 | (hit ? 1 : 0);
        if (recent.isFull()) {
            count(recent.oldest(), -1);
        }
        recent.add(entry);
        count(entry, 1);
    }

    /** From 0, well calibrated, to 1, always sure and always wrong. */
    double error() {
        return Ratio.of(Arrays.stream(excess).map(Math::abs).sum(), (long) ONE * recent.size());
    }

    // Confidences minus hits, summed in each bin: its count times the gap that the error is made of
    private void count(int entry, int sign) {
        int steps = entry >> 1;
        int hit = (entry & 1) * ONE;
        excess[bin(steps)] += sign * (long) (steps - hit);
    }

    private static int bin(int steps) {
        return steps == 0 ? 0 : (int) (((long) steps * BINS - 1) >> BITS);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        recent.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        recent.load(in);
        Arrays.fill(excess, 0);
        for (int age = 0; age < recent.size(); age++) {
            count(recent.get(age), 1);
        }
    }
}
