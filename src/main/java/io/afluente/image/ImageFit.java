package io.afluente.image;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;

/**
 * Brings any image to the shape that a network takes.
 *
 * <p>Colour becomes grey by Rec. 601 luma. The picture keeps its proportions: it is scaled until it
 * just fits and put in the middle, and what is left at two sides is filled with the colour of its
 * own border, so that a digit is neither squeezed nor framed. Shrinking averages the area under
 * each new pixel, enlarging is bilinear. Plain arithmetic, so the same on every machine.
 */
final class ImageFit {
    private ImageFit() {}

    /** All of the image, in the middle of its own border's colour. */
    static Image letterbox(Image image, InputShape target) {
        Image scaled = scale(image, target, Math::min, 1);
        return scaled.shape().equals(inside(scaled, target)) ? scaled : place(scaled, target);
    }

    /**
     * The middle of the image.
     *
     * @param rim how much larger than the target it is scaled, 1 for just so that it covers that
     */
    static Image cover(Image image, InputShape target, double rim) {
        Image scaled = scale(image, target, Math::max, rim);
        return scaled.shape().equals(inside(scaled, target)) ? scaled : cut(scaled, target);
    }

    private static InputShape inside(Image image, InputShape target) {
        return new InputShape(target.height(), target.width(), image.shape().channels());
    }

    private static Image scale(
            Image image, InputShape target, DoubleBinaryOperator choice, double times) {
        InputShape from = image.shape();
        double scale =
                choice.applyAsDouble(
                                (double) target.height() / from.height(),
                                (double) target.width() / from.width())
                        * times;
        int height = (int) Math.max(1, Math.round(from.height() * scale));
        int width = (int) Math.max(1, Math.round(from.width() * scale));
        return Scaling.scale(image, height, width);
    }

    private static Image cut(Image image, InputShape target) {
        InputShape to = inside(image, target);
        InputShape from = image.shape();
        byte[] pixels = new byte[to.size()];
        int top = (from.height() - to.height()) / 2;
        int left = (from.width() - to.width()) / 2;
        int rowBytes = to.width() * to.channels();
        for (int y = 0; y < to.height(); y++) {
            int at = ((top + y) * from.width() + left) * from.channels();
            System.arraycopy(image.pixels(), at, pixels, y * rowBytes, rowBytes);
        }
        return new Image(to, pixels);
    }

    private static Image place(Image image, InputShape target) {
        InputShape to = inside(image, target);
        InputShape from = image.shape();
        byte[] pixels = filled(to, Border.median(image));
        int top = (to.height() - from.height()) / 2;
        int left = (to.width() - from.width()) / 2;
        int rowBytes = from.width() * from.channels();
        for (int y = 0; y < from.height(); y++) {
            int at = ((top + y) * to.width() + left) * to.channels();
            System.arraycopy(image.pixels(), y * rowBytes, pixels, at, rowBytes);
        }
        return new Image(to, pixels);
    }

    private static byte[] filled(InputShape shape, byte[] colour) {
        byte[] pixels = new byte[shape.size()];
        if (colour.length == 1) {
            Arrays.fill(pixels, colour[0]);
            return pixels;
        }
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = colour[i % colour.length];
        }
        return pixels;
    }
}
