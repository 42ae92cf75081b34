package io.afluente.image;

/**
 * Tells writing in dark on light from writing in light on dark, and turns the former into the
 * latter, which is how MNIST's digits are.
 *
 * <p>Only for pictures whose sender says that they show writing: of a photograph it would make a
 * negative.
 */
public final class Ink {
    private Ink() {}

    /**
     * Whether the picture as a whole is darker than its border: the border shows the paper, so the
     * ink is what pulls the mean away from it. A blank picture is not.
     */
    public static boolean isDarkOnLight(Image image) {
        Image grey = Channels.grey(image);
        int paper = Border.median(grey)[0] & 0xff;
        long sum = 0;
        for (byte pixel : grey.pixels()) {
            sum += pixel & 0xff;
        }
        return sum < (long) paper * grey.pixels().length;
    }

    /** The picture in light on dark: its negative if it is dark on light, else the same object. */
    public static Image lightOnDark(Image image) {
        return isDarkOnLight(image) ? negative(image) : image;
    }

    /** The picture with light and dark changed over. */
    public static Image negative(Image image) {
        byte[] pixels = new byte[image.pixels().length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) ~image.pixels()[i];
        }
        return new Image(image.shape(), pixels);
    }
}
