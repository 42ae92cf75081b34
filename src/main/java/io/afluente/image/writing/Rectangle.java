package io.afluente.image.writing;

/** The smallest rectangle, turned in steps of three degrees, around some pixels. */
record Rectangle(double longer, double shorter) {
    private static final int STEPS = 30;

    double area() {
        return longer * shorter;
    }

    static Rectangle around(Mask pixels) {
        Rectangle smallest = null;
        for (int step = 0; step < STEPS; step++) {
            double angle = Math.PI / 2 * step / STEPS;
            Rectangle turned = around(pixels, StrictMath.cos(angle), StrictMath.sin(angle));
            if (smallest == null || turned.area() < smallest.area()) {
                smallest = turned;
            }
        }
        return smallest;
    }

    /** By the first and last pixel of each row. */
    private static Rectangle around(Mask pixels, double cos, double sin) {
        Extent along = new Extent();
        Extent across = new Extent();
        for (int y = 0; y < pixels.height(); y++) {
            int first = first(pixels, y, 0, 1);
            if (first < pixels.width()) {
                int last = first(pixels, y, pixels.width() - 1, -1);
                for (int x : new int[] {first, last}) {
                    along.take(cos * x + sin * y);
                    across.take(cos * y - sin * x);
                }
            }
        }
        return new Rectangle(
                Math.max(along.length(), across.length()),
                Math.min(along.length(), across.length()));
    }

    private static int first(Mask pixels, int y, int from, int step) {
        int x = from;
        while (x >= 0 && x < pixels.width() && !pixels.at(y, x)) {
            x += step;
        }
        return x;
    }

    /** From where to where something goes. */
    private static final class Extent {
        private double from = Double.MAX_VALUE;
        private double to = -Double.MAX_VALUE;

        void take(double at) {
            from = Math.min(from, at);
            to = Math.max(to, at);
        }

        double length() {
            return to - from + 1;
        }
    }
}
