package io.afluente.image.writing;

/**
 * Which pixels of a picture are meant.
 *
 * @param height in pixels
 * @param width in pixels
 * @param bits row by row
 */
record Mask(int height, int width, boolean[] bits) {
    Mask(int height, int width) {
        this(height, width, new boolean[height * width]);
    }

    boolean at(int y, int x) {
        return bits[y * width + x];
    }

    Mask inverted() {
        Mask others = new Mask(height, width);
        for (int i = 0; i < bits.length; i++) {
            others.bits[i] = !bits[i];
        }
        return others;
    }

    /** With all within so many rows and columns. */
    Mask dilated(int by) {
        Mask across = new Mask(height, width);
        Mask all = new Mask(height, width);
        for (int i = 0; i < bits.length; i++) {
            int start = i - i % width;
            if (bits[i]) {
                int from = Math.max(start, i - by);
                java.util.Arrays.fill(across.bits, from, Math.min(start + width, i + by + 1), true);
            }
        }
        for (int y = 0; y < height; y++) {
            for (int near = Math.max(0, y - by); near < Math.min(height, y + by + 1); near++) {
                for (int x = 0; x < width; x++) {
                    all.bits[y * width + x] |= across.bits[near * width + x];
                }
            }
        }
        return all;
    }

    /** Without what is within so many rows and columns of other pixels. */
    Mask eroded(int by) {
        return inverted().dilated(by).inverted();
    }

    /** The share of a side's k-th line, counted from the edge, that is of the mask. */
    double share(Side side, int k) {
        int length = side.length(height, width);
        int on = 0;
        for (int j = 0; j < length; j++) {
            on += at(side.row(k, j, height), side.column(k, j, width)) ? 1 : 0;
        }
        return (double) on / length;
    }

    /**
     * How often neighbours differ, to how often they would if the same number of pixels were
     * scattered at random: near 1 for noise, small for strokes.
     */
    double scatter() {
        long on = 0;
        long pairs = 0;
        long different = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                on += at(y, x) ? 1 : 0;
                if (x + 1 < width) {
                    pairs++;
                    different += at(y, x) != at(y, x + 1) ? 1 : 0;
                }
                if (y + 1 < height) {
                    pairs++;
                    different += at(y, x) != at(y + 1, x) ? 1 : 0;
                }
            }
        }
        double share = (double) on / bits.length;
        double expected = 2 * share * (1 - share) * pairs;
        return expected == 0 ? 1 : different / expected;
    }
}
