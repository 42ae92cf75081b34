package io.afluente.image;

/**
 * The size of picture that a network takes.
 *
 * @param height in pixels
 * @param width in pixels
 * @param channels 1 for grey, 3 for red, green, blue
 */
public record InputShape(int height, int width, int channels) {
    public InputShape {
        if (height < 1 || width < 1 || (channels != 1 && channels != 3)) {
            throw new IllegalArgumentException(
                    "an input shape is at least 1x1 with 1 or 3 channels, not "
                            + height
                            + "x"
                            + width
                            + "x"
                            + channels);
        }
    }

    /** How many values one picture has: height times width times channels. */
    public int size() {
        return Math.multiplyExact(Math.multiplyExact(height, width), channels);
    }

    @Override
    public String toString() {
        return height + "x" + width + "x" + channels;
    }
}
