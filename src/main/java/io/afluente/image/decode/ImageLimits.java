package io.afluente.image.decode;

import io.afluente.image.BadImageException;

/**
 * How large a picture may be, checked before any of its pixels is decoded.
 *
 * @param maxBytes of the file
 * @param maxSide of width and of height, in pixels
 * @param maxUnpackedBytes of its samples, as its header declares them
 */
public record ImageLimits(int maxBytes, int maxSide, long maxUnpackedBytes) {
    /** What a picture may unpack to: 44 million pixels of 16-bit colour, twice that of 8 bits. */
    public static final int DEFAULT_UNPACKED_BYTES = 1 << 28;

    /** 8 MiB, 16,384 a side and 256 MiB: large photographs pass, decompression bombs do not. */
    public static final ImageLimits DEFAULT = ofUnpackedBytes(DEFAULT_UNPACKED_BYTES);

    public ImageLimits {
        if (maxBytes < 1 || maxSide < 1 || maxUnpackedBytes < 1) {
            throw new IllegalArgumentException("limits must be 1 or more");
        }
    }

    /** The default, but for what a picture may unpack to. */
    public static ImageLimits ofUnpackedBytes(long bytes) {
        return new ImageLimits(8 << 20, 1 << 14, bytes);
    }

    void checkBytes(int bytes) {
        if (bytes > maxBytes) {
            throw new BadImageException(
                    String.format(
                            "picture: a file of %,d bytes, allowed are %,d", bytes, maxBytes));
        }
    }

    void checkSize(DeclaredSize size) {
        if (size.width() > maxSide || size.height() > maxSide) {
            throw new BadImageException(
                    String.format(
                            "picture: %,dx%,d pixels, allowed are %,d a side",
                            size.width(), size.height(), maxSide));
        }
        if (size.unpackedBytes() > maxUnpackedBytes) {
            throw new BadImageException(
                    String.format(
                            "picture: %,dx%,d pixels of %d bytes, allowed are %,d bytes unpacked",
                            size.width(), size.height(), size.bytesPerPixel(), maxUnpackedBytes));
        }
    }
}
