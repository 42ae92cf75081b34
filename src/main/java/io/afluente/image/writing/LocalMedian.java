package io.afluente.image.writing;

/**
 * Paper by the median of its wide surroundings: follows a shadow with an edge, which no smooth
 * surface does. Strokes are narrower than half of the window, so the median is paper.
 */
final class LocalMedian implements Paper {
    private static final int GRID = 64;
    private static final int RADIUS = 8;

    @Override
    public Plane of(Plane picture) {
        int step = Math.max(1, Plane.ceil(picture.longer(), GRID));
        Plane small = picture.reduced(step);
        Plane medians = new Plane(small.height(), small.width());
        for (int y = 0; y < small.height(); y++) {
            for (int x = 0; x < small.width(); x++) {
                medians.put(y, x, median(small, y, x));
            }
        }
        return enlarged(medians, picture.height(), picture.width(), step);
    }

    private static float median(Plane small, int row, int column) {
        int[] counts = new int[256];
        int total = 0;
        for (int y = Math.max(0, row - RADIUS); y < small.height() && y <= row + RADIUS; y++) {
            for (int x = Math.max(0, column - RADIUS);
                    x < small.width() && x <= column + RADIUS;
                    x++) {
                counts[Math.max(0, Math.min(255, Math.round(small.at(y, x))))]++;
                total++;
            }
        }
        int value = 0;
        for (int below = counts[0]; 2 * below < total; below += counts[value]) {
            value++;
        }
        return value;
    }

    /** Between the middles of blocks it goes straight. */
    private static Plane enlarged(Plane small, int height, int width, int step) {
        Plane large = new Plane(height, width);
        for (int y = 0; y < height; y++) {
            float down = between((y + 0.5f) / step - 0.5f, small.height());
            int top = (int) down;
            int bottom = Math.min(top + 1, small.height() - 1);
            for (int x = 0; x < width; x++) {
                float across = between((x + 0.5f) / step - 0.5f, small.width());
                int left = (int) across;
                int right = Math.min(left + 1, small.width() - 1);
                float above = mix(small.at(top, left), small.at(top, right), across - left);
                float below = mix(small.at(bottom, left), small.at(bottom, right), across - left);
                large.put(y, x, mix(above, below, down - top));
            }
        }
        return large;
    }

    private static float between(float at, int size) {
        return Math.max(0, Math.min(size - 1, at));
    }

    private static float mix(float from, float to, float share) {
        return from + (to - from) * share;
    }
}
