package io.afluente.image;

import java.util.Arrays;

/**
 * Brings any image to the shape that a network takes.
 *
 * <p>Colour becomes grey by Rec. 601 luma. The picture keeps its proportions: it is scaled until it
 * just fits and put in the middle, and what is left at two sides is filled with the colour of its
 * own border, so that a digit is neither squeezed nor framed. Shrinking averages the area under
 * each new pixel, enlarging is bilinear. Plain arithmetic, so the same on every machine.
 */
public final class ImageFit {
    private ImageFit() {}

    /** The image in the given shape; the very same object if it has that shape already. */
    public static Image fit(Image image, InputShape target) {
        if (image.shape().equals(target)) {
            return image;
        }
        Image grey = target.channels() == 1 ? Channels.grey(image) : image;
        Image scaled = scaleToFit(grey, target);
        Image placed =
                scaled.shape().equals(inside(scaled, target)) ? scaled : place(scaled, target);
        return target.channels() == 3 ? Channels.colour(placed) : placed;
    }

    /** The same for an image with its label. */
    public static LabeledImage fit(LabeledImage labeled, InputShape target) {
        return labeled.image().shape().equals(target)
                ? labeled
                : new LabeledImage(fit(labeled.image(), target), labeled.label());
    }

    private static InputShape inside(Image image, InputShape target) {
        return new InputShape(target.height(), target.width(), image.shape().channels());
    }

    private static Image scaleToFit(Image image, InputShape target) {
        InputShape from = image.shape();
        double scale =
                Math.min(
                        (double) target.height() / from.height(),
                        (double) target.width() / from.width());
        int height = (int) Math.max(1, Math.round(from.height() * scale));
        int width = (int) Math.max(1, Math.round(from.width() * scale));
        return Scaling.scale(image, height, width);
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
