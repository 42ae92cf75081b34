package io.afluente.image;

/**
 * How large a picture may be, checked before any of its pixels is decoded.
 *
 * @param maxBytes of the file
 * @param maxSide of width and of height, in pixels
 * @param maxPixels width times height
 */
public record ImageLimits(int maxBytes, int maxSide, int maxPixels) {
    /** 8 MiB, 16,384 a side and 2^26 pixels: large photographs pass, decompression bombs do not. */
    public static final ImageLimits DEFAULT = new ImageLimits(8 << 20, 1 << 14, 1 << 26);

    public ImageLimits {
        if (maxBytes < 1 || maxSide < 1 || maxPixels < 1) {
            throw new IllegalArgumentException("limits must be 1 or more");
        }
    }

    /**
     * A quarter of the pixels, for JPEG files in several scans: the decoder holds all coefficients
     * of such a picture in native memory, six bytes for each pixel.
     */
    ImageLimits forAllCoefficients() {
        return new ImageLimits(maxBytes, maxSide, Math.max(1, maxPixels / 4));
    }

    /** Refuses a file by its length. */
    void checkBytes(int bytes) {
        if (bytes > maxBytes) {
            throw new BadImage(
                    String.format(
                            "picture: a file of %,d bytes, allowed are %,d", bytes, maxBytes));
        }
    }

    /** Refuses a picture by the size that its header declares. */
    void checkSize(int width, int height) {
        if (width > maxSide || height > maxSide || (long) width * height > maxPixels) {
            throw new BadImage(
                    String.format(
                            "picture: %,dx%,d pixels, allowed are %,d a side and %,d in all",
                            width, height, maxSide, maxPixels));
        }
    }
}
