package io.afluente.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * A picture as the network's input sees it: unsigned 8-bit values, row by row, channels last. Or,
 * where a backbone stands before the network, its embedding: floats, little-endian.
 *
 * <p>Owns its pixels. For the sake of the hot path the array is neither copied on the way in nor on
 * the way out: whoever makes an image hands its array over, and nobody writes to it afterwards.
 */
public record Image(InputShape shape, byte[] pixels) {
    public Image {
        if (pixels.length != shape.bytes()) {
            throw new BadImageException(
                    "pixels: "
                            + shape
                            + " needs "
                            + shape.bytes()
                            + " bytes, got "
                            + pixels.length);
        }
    }

    /** An embedding of these values. */
    public static Image embedding(float[] values) {
        InputShape shape = InputShape.embedding(values.length);
        byte[] bytes = new byte[shape.bytes()];
        floats(bytes).put(values);
        return new Image(shape, bytes);
    }

    /** The values of an embedding. */
    public FloatBuffer floats() {
        if (shape.isPicture()) {
            throw new IllegalStateException("a picture has bytes, no floats");
        }
        return floats(pixels);
    }

    private static FloatBuffer floats(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Image image
                && shape.equals(image.shape)
                && Arrays.equals(pixels, image.pixels);
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + Arrays.hashCode(pixels);
    }

    @Override
    public String toString() {
        return "Image[" + shape + "]";
    }
}
