package io.afluente.model.plan.normalise;

import io.afluente.model.network.ChannelNormalisation;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * The mean and variance of each channel of a mini-batch, kept from a step's way forward for its way
 * back.
 *
 * <p>In one pass: values are taken relative to a channel's mean over the first few pixels, so that
 * the square of the mean that is subtracted in the end is small beside the mean of the squares.
 */
final class BatchStatistics {
    /** Float sums of so many values are added up in double. */
    private static final int RUN = 32;

    private final Lanes lanes;
    private final float[] values;
    private final float[] pivots;
    private final float[] sums;
    private final float[] squares;
    private final double[] pivot;
    private final double[] mean;
    private final double[] variance;

    BatchStatistics(Lanes lanes) {
        this.lanes = lanes;
        this.values = lanes.array();
        this.pivots = lanes.array();
        this.sums = lanes.array();
        this.squares = lanes.array();
        this.pivot = new double[lanes.channels()];
        this.mean = new double[lanes.channels()];
        this.variance = new double[lanes.channels()];
    }

    double[] mean() {
        return mean;
    }

    double[] variance() {
        return variance;
    }

    /** One divided by each channel's standard deviation. */
    double[] inverses(ChannelNormalisation normalisation) {
        return Arrays.stream(variance)
                .map(v -> 1 / Math.sqrt(v + normalisation.epsilon()))
                .toArray();
    }

    /** Takes the statistics of the first values. */
    void gather(FloatBuffer input, int length) {
        findPivots(input, length);
        Arrays.fill(mean, 0);
        Arrays.fill(variance, 0);
        int runs = 0;
        for (int from = 0; from < length; from += lanes.width()) {
            int count = lanes.read(input, from, length, values);
            add(values, pivots, sums, squares, count);
            if (++runs % RUN == 0) {
                collect();
            }
        }
        collect();
        finish(length / lanes.channels());
    }

    private void findPivots(FloatBuffer input, int length) {
        int count = lanes.read(input, 0, length, values);
        Arrays.fill(pivot, 0);
        lanes.collect(values, pivot);
        for (int c = 0; c < pivot.length; c++) {
            pivot[c] = (float) (pivot[c] * lanes.channels() / count);
        }
        lanes.spread(pivot, pivots);
    }

    private static void add(
            float[] values, float[] pivots, float[] sums, float[] squares, int count) {
        for (int i = 0; i < count; i++) {
            float difference = values[i] - pivots[i];
            sums[i] += difference;
            squares[i] += difference * difference;
        }
    }

    private void collect() {
        lanes.collect(sums, mean);
        lanes.collect(squares, variance);
    }

    private void finish(int pixels) {
        for (int c = 0; c < mean.length; c++) {
            double shift = mean[c] / pixels;
            variance[c] = Math.max(0, variance[c] / pixels - shift * shift);
            mean[c] = pivot[c] + shift;
        }
    }
}
