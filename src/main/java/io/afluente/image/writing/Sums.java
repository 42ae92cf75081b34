package io.afluente.image.writing;

/**
 * Means over rectangles in constant time, by sums from the first pixel on (a summed-area table).
 */
final class Sums {
    private static final int FEW = 8;

    private final int height;
    private final int width;
    private final double[] sums;
    private final int[] counts;

    /** Of those pixels that a mask includes. */
    Sums(Plane plane, Mask included) {
        height = plane.height();
        width = plane.width();
        int stride = width + 1;
        sums = new double[(height + 1) * stride];
        counts = new int[sums.length];
        for (int y = 0; y < height; y++) {
            double row = 0;
            int inRow = 0;
            for (int x = 0; x < width; x++) {
                if (included.at(y, x)) {
                    row += plane.at(y, x);
                    inRow++;
                }
                int at = (y + 1) * stride + x + 1;
                sums[at] = sums[at - stride] + row;
                counts[at] = counts[at - stride] + inRow;
            }
        }
    }

    /** The mean within a distance; 0 if hardly any pixel is included there. */
    float mean(int y, int x, int radius) {
        int top = Math.max(0, y - radius) * (width + 1);
        int bottom = Math.min(height, y + radius + 1) * (width + 1);
        int left = Math.max(0, x - radius);
        int right = Math.min(width, x + radius + 1);
        int count =
                counts[bottom + right]
                        - counts[top + right]
                        - counts[bottom + left]
                        + counts[top + left];
        double sum =
                sums[bottom + right] - sums[top + right] - sums[bottom + left] + sums[top + left];
        return count < FEW ? 0 : (float) (sum / count);
    }
}
