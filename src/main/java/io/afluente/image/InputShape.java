package io.afluente.image;

/**
 * The shape of what a network takes: a picture, or the values that another network makes of one.
 *
 * @param height in pixels
 * @param width in pixels
 * @param channels 1 for grey, 3 for red, green, blue
 * @param values what each of them is; null for {@link Values#BYTES}
 */
public record InputShape(int height, int width, int channels, Values values) {
    /** What a value is. */
    public enum Values {
        /** Unsigned, 8 bit: pictures. */
        BYTES(1),
        /** IEEE 754 with 32 bit, little-endian: embeddings. */
        FLOATS(Float.BYTES);

        private final int bytes;

        Values(int bytes) {
            this.bytes = bytes;
        }
    }

    public InputShape {
        values = values == null ? Values.BYTES : values;
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

    /** A picture's. */
    public InputShape(int height, int width, int channels) {
        this(height, width, channels, Values.BYTES);
    }

    /** An embedding's, of so many values. */
    public static InputShape embedding(int size) {
        return new InputShape(1, size, 1, Values.FLOATS);
    }

    /** Whether it is that of pictures. */
    public boolean isPicture() {
        return values == Values.BYTES;
    }

    /** How many values one input has: height times width times channels. */
    public int size() {
        return Math.multiplyExact(Math.multiplyExact(height, width), channels);
    }

    /** How many bytes one input takes. */
    public int bytes() {
        return Math.multiplyExact(size(), values.bytes);
    }

    @Override
    public String toString() {
        return isPicture() ? height + "x" + width + "x" + channels : "an embedding of " + size();
    }
}
