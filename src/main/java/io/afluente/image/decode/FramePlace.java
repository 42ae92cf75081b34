package io.afluente.image.decode;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import java.util.Arrays;

/**
 * Where the first picture of an animation stands on its canvas. What is around it is transparent.
 *
 * @param width of the canvas, in pixels
 * @param height of the canvas, in pixels
 * @param left of the frame
 * @param top of the frame
 * @param frameWidth in pixels
 * @param frameHeight in pixels
 */
record FramePlace(int width, int height, int left, int top, int frameWidth, int frameHeight) {
    /** A canvas of just the frame's size. */
    static FramePlace alone(int width, int height) {
        return new FramePlace(width, height, 0, 0, width, height);
    }

    /** The same frame on a canvas that is as large as it needs; the declared one may be smaller. */
    FramePlace roomy() {
        return new FramePlace(
                Math.max(width, left + frameWidth),
                Math.max(height, top + frameHeight),
                left,
                top,
                frameWidth,
                frameHeight);
    }

    boolean fills() {
        return frameWidth == width && frameHeight == height;
    }

    /** The frame's first column that is read, where every n-th of the canvas is. */
    int firstColumn(int step) {
        return Math.floorMod(step / 2 - left, step);
    }

    /** The frame's first row that is read, where every n-th of the canvas is. */
    int firstRow(int step) {
        return Math.floorMod(step / 2 - top, step);
    }

    /** Whether anything of the frame is read at all. */
    boolean isSeen(int step) {
        return firstColumn(step) < frameWidth && firstRow(step) < frameHeight;
    }

    /** The canvas, read with the same gaps as the frame that is put on it. */
    Image around(Image frame, int step, int paper) {
        if (fills()) {
            return frame;
        }
        int channels = frame.shape().channels();
        InputShape shape = new InputShape(read(height, step), read(width, step), channels);
        byte[] pixels = new byte[shape.size()];
        Arrays.fill(pixels, (byte) paper);
        int column = (left + firstColumn(step)) / step;
        int row = (top + firstRow(step)) / step;
        int length = frame.shape().width() * channels;
        for (int y = 0; y < frame.shape().height(); y++) {
            int to = ((row + y) * shape.width() + column) * channels;
            System.arraycopy(frame.pixels(), y * length, pixels, to, length);
        }
        return new Image(shape, pixels);
    }

    /** The canvas where nothing of the frame is read. */
    Image empty(int step, int paper) {
        InputShape shape = new InputShape(read(height, step), read(width, step), 1);
        byte[] pixels = new byte[shape.size()];
        Arrays.fill(pixels, (byte) paper);
        return new Image(shape, pixels);
    }

    private static int read(int length, int step) {
        return (length - step / 2 + step - 1) / step;
    }
}
