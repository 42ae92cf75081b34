package io.afluente.image.writing;

/**
 * A rectangle of a picture; bottom and right are the first row and column after it.
 *
 * @param top first row
 * @param left first column
 * @param bottom row after the last
 * @param right column after the last
 */
record Box(int top, int left, int bottom, int right) {
    int height() {
        return bottom - top;
    }

    int width() {
        return right - left;
    }

    int longer() {
        return Math.max(height(), width());
    }

    int shorter() {
        return Math.min(height(), width());
    }

    Box with(Box other) {
        return new Box(
                Math.min(top, other.top),
                Math.min(left, other.left),
                Math.max(bottom, other.bottom),
                Math.max(right, other.right));
    }

    boolean includes(int y, int x) {
        return y >= top && y < bottom && x >= left && x < right;
    }

    /** Whether another is nearer than so many pixels. */
    boolean isWithin(int reach, Box other) {
        return other.top < bottom + reach
                && other.bottom > top - reach
                && other.left < right + reach
                && other.right > left - reach;
    }

    /** Larger by so many pixels at each side, in steps of so many, within a picture. */
    Box grown(int by, int step, int height, int width) {
        return new Box(
                Math.max(0, (top - by) * step),
                Math.max(0, (left - by) * step),
                Math.min(height, (bottom + by) * step),
                Math.min(width, (right + by) * step));
    }
}
