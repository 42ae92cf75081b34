package io.afluente.image.writing;

/**
 * Levels of brightness, row by row: what the search for writing computes on.
 *
 * @param height in pixels
 * @param width in pixels
 * @param values from 0 to 255 where they are a picture's
 */
record Plane(int height, int width, float[] values) {
    Plane(int height, int width) {
        this(height, width, new float[height * width]);
    }

    float at(int y, int x) {
        return values[y * width + x];
    }

    void put(int y, int x, float value) {
        values[y * width + x] = value;
    }

    int longer() {
        return Math.max(height, width);
    }

    float max() {
        float max = values[0];
        for (float value : values) {
            max = Math.max(max, value);
        }
        return max;
    }

    Plane copy() {
        return new Plane(height, width, values.clone());
    }

    Plane plus(float more) {
        Plane sum = copy();
        for (int i = 0; i < values.length; i++) {
            sum.values[i] += more;
        }
        return sum;
    }

    /** This one less another, pixel by pixel. */
    Plane minus(Plane other) {
        Plane rest = new Plane(height, width);
        for (int i = 0; i < values.length; i++) {
            rest.values[i] = values[i] - other.values[i];
        }
        return rest;
    }

    /** Where values are so large or larger. */
    Mask from(float least) {
        Mask mask = new Mask(height, width);
        for (int i = 0; i < values.length; i++) {
            mask.bits()[i] = values[i] >= least;
        }
        return mask;
    }

    /** The mean of each block of so many pixels a side; those at the end may be smaller. */
    Plane reduced(int step) {
        if (step == 1) {
            return this;
        }
        Plane small = new Plane(ceil(height, step), ceil(width, step));
        for (int y = 0; y < small.height; y++) {
            for (int x = 0; x < small.width; x++) {
                small.put(y, x, mean(y * step, x * step, step));
            }
        }
        return small;
    }

    private float mean(int top, int left, int step) {
        int bottom = Math.min(height, top + step);
        int right = Math.min(width, left + step);
        float sum = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                sum += at(y, x);
            }
        }
        return sum / ((bottom - top) * (right - left));
    }

    static int ceil(int size, int step) {
        return (size + step - 1) / step;
    }
}
