package io.afluente.image.decode;

/**
 * What a picture file says of its size before anything of it is decoded.
 *
 * @param width in pixels
 * @param height in pixels
 * @param bytesPerPixel that decoding works through for each pixel
 */
record DeclaredSize(long width, long height, int bytesPerPixel) {
    static final DeclaredSize UNKNOWN = new DeclaredSize(0, 0, 4);

    /** What a header can say is more than a long can hold. */
    private static final long MOST_BYTES = 1L << 50;

    long unpackedBytes() {
        return (long) Math.min((double) width * height * bytesPerPixel, MOST_BYTES);
    }

    /** A number in a file's header, its highest byte first. */
    static long number(byte[] file, int at, int bytes) {
        long value = 0;
        for (int i = at; i < at + bytes; i++) {
            value = (value << 8) | (file[i] & 0xff);
        }
        return value;
    }
}
