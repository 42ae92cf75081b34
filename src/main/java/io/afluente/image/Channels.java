package io.afluente.image;

/** Turns colour into grey and grey into colour. */
public final class Channels {
    private Channels() {}

    /** Brightness as Rec. 601 weighs it, rounded; the same object if it is grey already. */
    public static Image grey(Image image) {
        InputShape shape = image.shape();
        if (shape.channels() == 1) {
            return image;
        }
        byte[] colour = image.pixels();
        byte[] grey = new byte[colour.length / 3];
        for (int i = 0; i < grey.length; i++) {
            int red = colour[3 * i] & 0xff;
            int green = colour[3 * i + 1] & 0xff;
            int blue = colour[3 * i + 2] & 0xff;
            grey[i] = (byte) ((299 * red + 587 * green + 114 * blue + 500) / 1000);
        }
        return new Image(new InputShape(shape.height(), shape.width(), 1), grey);
    }

    /** Equal red, green and blue; the same object if it has colours already. */
    static Image colour(Image image) {
        InputShape shape = image.shape();
        if (shape.channels() == 3) {
            return image;
        }
        byte[] grey = image.pixels();
        byte[] colour = new byte[grey.length * 3];
        for (int i = 0; i < colour.length; i++) {
            colour[i] = grey[i / 3];
        }
        return new Image(new InputShape(shape.height(), shape.width(), 3), colour);
    }
}
