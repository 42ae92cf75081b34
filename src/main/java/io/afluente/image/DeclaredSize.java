package io.afluente.image;

/**
 * What a picture file says of its size before anything of it is decoded.
 *
 * @param width in pixels
 * @param height in pixels
 * @param bytesPerPixel that decoding works through for each pixel
 */
record DeclaredSize(long width, long height, int bytesPerPixel) {
    private static final DeclaredSize UNKNOWN = new DeclaredSize(0, 0, 4);

    // a coefficient takes two bytes, and each scan is a pass over all of them
    static final int BYTES_IN_SCANS = 4;

    private static final int PNG_HEADER = 26;
    private static final int SOS = 0xda;

    /** The size in a file's header; nothing where there is none: decoding will say so. */
    static DeclaredSize of(byte[] file) {
        return switch (ImageFormat.of(file)) {
            case PNG -> file.length < PNG_HEADER ? UNKNOWN : ofPng(file);
            case JPEG -> ofJpeg(file);
        };
    }

    /** How many bytes its samples take. */
    long unpackedBytes() {
        return width * height * bytesPerPixel;
    }

    private static DeclaredSize ofPng(byte[] file) {
        int samples =
                switch (file[25]) {
                    case 2 -> 3;
                    case 4 -> 2;
                    case 6 -> 4;
                    default -> 1;
                };
        return new DeclaredSize(
                number(file, 16, 4), number(file, 20, 4), file[24] == 16 ? 2 * samples : samples);
    }

    private static DeclaredSize ofJpeg(byte[] file) {
        int at = 2;
        while (at + 9 < file.length) {
            int marker = file[at + 1] & 0xff;
            if (!JpegFile.beginsSegment(file[at] & 0xff, marker)) {
                at++; // fill bytes and stray ones may precede a marker
            } else if (JpegFile.isFrame(marker)) {
                int components = file[at + 9] & 0xff;
                boolean scans = (marker & 3) == 2;
                return new DeclaredSize(
                        number(file, at + 7, 2),
                        number(file, at + 5, 2),
                        scans ? BYTES_IN_SCANS * components : components);
            } else if (marker == SOS) {
                return UNKNOWN;
            } else {
                at += 2 + (int) number(file, at + 2, 2);
            }
        }
        return UNKNOWN;
    }

    private static long number(byte[] file, int at, int bytes) {
        long value = 0;
        for (int i = at; i < at + bytes; i++) {
            value = (value << 8) | (file[i] & 0xff);
        }
        return value;
    }
}
