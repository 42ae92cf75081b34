package io.afluente.image.writing;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import java.util.List;

/** What can be looked for ink in: brightness, and in a coloured picture each colour by itself. */
final class Planes {
    private Planes() {}

    /** Brightness first; each the mean of blocks of so many pixels a side. */
    static List<Plane> of(Image picture, int step) {
        if (picture.shape().channels() == 1) {
            return List.of(channel(picture, 0, step));
        }
        Plane red = channel(picture, 0, step);
        Plane green = channel(picture, 1, step);
        Plane blue = channel(picture, 2, step);
        return List.of(luma(red, green, blue), red, green, blue);
    }

    /** A rectangle of a picture. */
    static Image cut(Image picture, Box box) {
        int channels = picture.shape().channels();
        InputShape shape = new InputShape(box.height(), box.width(), channels);
        byte[] pixels = new byte[shape.size()];
        int row = box.width() * channels;
        for (int y = 0; y < box.height(); y++) {
            int from = ((box.top() + y) * picture.shape().width() + box.left()) * channels;
            System.arraycopy(picture.pixels(), from, pixels, y * row, row);
        }
        return new Image(shape, pixels);
    }

    private static Plane luma(Plane red, Plane green, Plane blue) {
        Plane luma = new Plane(red.height(), red.width());
        for (int i = 0; i < luma.values().length; i++) {
            luma.values()[i] =
                    0.299f * red.values()[i]
                            + 0.587f * green.values()[i]
                            + 0.114f * blue.values()[i];
        }
        return luma;
    }

    private static Plane channel(Image picture, int channel, int step) {
        InputShape from = picture.shape();
        Plane plane = new Plane(Plane.ceil(from.height(), step), Plane.ceil(from.width(), step));
        for (int y = 0; y < plane.height(); y++) {
            for (int x = 0; x < plane.width(); x++) {
                plane.put(y, x, mean(picture, channel, y * step, x * step, step));
            }
        }
        return plane;
    }

    private static float mean(Image picture, int channel, int top, int left, int step) {
        InputShape shape = picture.shape();
        int bottom = Math.min(shape.height(), top + step);
        int right = Math.min(shape.width(), left + step);
        int sum = 0;
        for (int y = top; y < bottom; y++) {
            int row = y * shape.width();
            for (int x = left; x < right; x++) {
                sum += picture.pixels()[(row + x) * shape.channels() + channel] & 0xff;
            }
        }
        return (float) sum / ((bottom - top) * (right - left));
    }
}
