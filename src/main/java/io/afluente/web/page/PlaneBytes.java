package io.afluente.web.page;

import io.afluente.model.dl4j.Inspection.Planes;

/**
 * Planes as bytes, for the page: the least value of each is 0, the greatest 255. Of many planes
 * there are the first alone, and large ones are made smaller: nobody could tell them apart.
 */
record PlaneBytes(int count, int height, int width, byte[] values) {
    private static final int MOST = 24;
    private static final int MAX_SIDE = 56;

    static PlaneBytes of(Planes planes) {
        int step = (Math.max(planes.height(), planes.width()) + MAX_SIDE - 1) / MAX_SIDE;
        int count = Math.min(planes.count(), MOST);
        int height = (planes.height() + step - 1) / step;
        int width = (planes.width() + step - 1) / step;
        byte[] bytes = new byte[count * height * width];
        float[] means = new float[height * width];
        for (int plane = 0; plane < count; plane++) {
            for (int i = 0; i < means.length; i++) {
                means[i] = mean(planes, plane, i / width * step, i % width * step, step);
            }
            scale(means, bytes, plane * means.length);
        }
        return new PlaneBytes(count, height, width, bytes);
    }

    /** Of a square of a plane, as far as it lies in it. */
    private static float mean(Planes planes, int plane, int top, int left, int side) {
        int bottom = Math.min(planes.height(), top + side);
        int right = Math.min(planes.width(), left + side);
        float sum = 0;
        for (int y = top; y < bottom; y++) {
            int row = (plane * planes.height() + y) * planes.width();
            for (int x = left; x < right; x++) {
                sum += planes.values()[row + x];
            }
        }
        return sum / ((bottom - top) * (right - left));
    }

    private static void scale(float[] values, byte[] bytes, int from) {
        float least = Float.MAX_VALUE;
        float most = -Float.MAX_VALUE;
        for (float value : values) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        float range = most > least ? most - least : 1;
        for (int i = 0; i < values.length; i++) {
            bytes[from + i] = (byte) Math.round(255 * (values[i] - least) / range);
        }
    }
}
