package io.afluente.model.plan.normalise;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Works through values with channels last, some whole pixels at a time: each channel has its lanes
 * in an array that is long enough for the JIT to make vector instructions of a loop over it.
 */
final class Lanes {
    private static final int FLOATS = 1024;

    private final int channels;
    private final int width;

    Lanes(int channels) {
        this.channels = channels;
        this.width = channels * Math.max(1, FLOATS / channels);
    }

    /** How many values are taken at a time. */
    int width() {
        return width;
    }

    int channels() {
        return channels;
    }

    float[] array() {
        return new float[width];
    }

    /** Each channel's number in all of its lanes. */
    void spread(double[] perChannel, float[] lanes) {
        for (int i = 0; i < width; i += channels) {
            for (int c = 0; c < channels; c++) {
                lanes[i + c] = (float) perChannel[c];
            }
        }
    }

    /** Adds each channel's lanes up, and clears them. */
    void collect(float[] lanes, double[] perChannel) {
        for (int i = 0; i < width; i += channels) {
            for (int c = 0; c < channels; c++) {
                perChannel[c] += lanes[i + c];
            }
        }
        Arrays.fill(lanes, 0);
    }

    /** Reads the next values; those after the last are cleared. */
    int read(FloatBuffer from, int position, int end, float[] lanes) {
        int count = Math.min(width, end - position);
        from.get(position, lanes, 0, count);
        if (count < width) {
            Arrays.fill(lanes, count, width, 0);
        }
        return count;
    }
}
