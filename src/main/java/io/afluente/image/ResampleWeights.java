package io.afluente.image;

/**
 * Along one axis: which old pixels a new pixel is made of, and by what weights, which sum to one.
 *
 * <p>When shrinking, the weights are the shares of the old pixels in the area of the new one; when
 * enlarging, the two nearest old pixels count by their distance.
 */
final class ResampleWeights {
    private final int[] firsts;
    private final float[][] weights;

    private ResampleWeights(int size) {
        this.firsts = new int[size];
        this.weights = new float[size][];
    }

    static ResampleWeights of(int from, int to) {
        ResampleWeights taps = new ResampleWeights(to);
        for (int i = 0; i < to; i++) {
            if (to <= from) {
                taps.average(i, from, to);
            } else {
                taps.interpolate(i, from, to);
            }
        }
        return taps;
    }

    private void average(int i, int from, int to) {
        double start = (double) i * from / to;
        double end = (i + 1.0) * from / to;
        firsts[i] = (int) start;
        int last = Math.min(from, (int) Math.ceil(end));
        weights[i] = new float[last - firsts[i]];
        for (int tap = 0; tap < weights[i].length; tap++) {
            double left = Math.max(start, firsts[i] + tap);
            double right = Math.min(end, firsts[i] + tap + 1.0);
            weights[i][tap] = (float) ((right - left) / (end - start));
        }
    }

    private void interpolate(int i, int from, int to) {
        double centre = Math.max(0, (i + 0.5) * from / to - 0.5);
        firsts[i] = (int) centre;
        boolean isLast = firsts[i] >= from - 1;
        float share = (float) (centre - firsts[i]);
        weights[i] = isLast ? new float[] {1} : new float[] {1 - share, share};
    }

    /** The first old pixel of a new one. */
    int first(int i) {
        return firsts[i];
    }

    int count(int i) {
        return weights[i].length;
    }

    float weight(int i, int tap) {
        return weights[i][tap];
    }
}
