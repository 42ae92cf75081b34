package io.afluente.web.page;

import java.util.Arrays;

/** The last so many values of something. Belongs to one thread. */
final class SlidingWindow {
    private final double[] values;
    private long added;

    SlidingWindow(int size) {
        this.values = new double[size];
    }

    void add(double value) {
        values[(int) (added++ % values.length)] = value;
    }

    /** The value below which a share of them lies; null if there are none. */
    Double quantile(double share) {
        int size = (int) Math.min(added, values.length);
        if (size == 0) {
            return null;
        }
        double[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(size - 1, Math.floor(share * size))];
    }

    /** Their mean; null if there are none. */
    Double mean() {
        int size = (int) Math.min(added, values.length);
        return size == 0 ? null : Arrays.stream(values, 0, size).sum() / size;
    }

    void clear() {
        added = 0;
    }
}
