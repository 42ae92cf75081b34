package io.afluente.image;

import java.util.Arrays;

/**
 * A picture as the network's input sees it: unsigned 8-bit values, row by row, channels last.
 *
 * <p>Owns its pixels. For the sake of the hot path the array is neither copied on the way in nor on
 * the way out: whoever makes an image hands its array over, and nobody writes to it afterwards.
 */
public record Image(InputShape shape, byte[] pixels) {
    public Image {
        if (pixels.length != shape.size()) {
            throw new BadImageException(
                    "pixels: " + shape + " needs " + shape.size() + " bytes, got " + pixels.length);
        }
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
