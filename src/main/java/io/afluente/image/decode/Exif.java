package io.afluente.image.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads the one fact that matters here out of a camera's notes: how it was held. */
final class Exif {
    private static final byte[] NAME = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final int ORIENTATION = 0x0112;

    private Exif() {}

    /**
     * The orientation in an APP1 segment, 1 to 8, or else the one given. Notes that can't be read
     * spoil no picture.
     */
    static int orientation(byte[] file, int start, int end, int otherwise) {
        ByteBuffer segment = ByteBuffer.wrap(file, start, end - start).slice();
        if (!startsWithName(segment)) {
            return otherwise;
        }
        return ofTiff(segment.position(NAME.length).slice(), otherwise);
    }

    /** The same of notes that stand alone, as in PNG's chunk eXIf. */
    static int ofTiff(ByteBuffer tiff, int otherwise) {
        int found = tiff.limit() < 8 ? 0 : inFirstDirectory(tiff);
        return found >= 1 && found <= 8 ? found : otherwise;
    }

    private static boolean startsWithName(ByteBuffer segment) {
        return segment.limit() >= NAME.length
                && segment.slice(0, NAME.length).equals(ByteBuffer.wrap(NAME));
    }

    private static int inFirstDirectory(ByteBuffer tiff) {
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long directory = tiff.getInt(4) & 0xffffffffL;
        if (directory > tiff.limit() - 2) {
            return 0;
        }
        int entries = tiff.getShort((int) directory) & 0xffff;
        for (int i = 0; i < entries; i++) {
            int entry = (int) directory + 2 + 12 * i;
            if (entry > tiff.limit() - 12) {
                return 0;
            }
            if ((tiff.getShort(entry) & 0xffff) == ORIENTATION) {
                return tiff.getShort(entry + 8);
            }
        }
        return 0;
    }
}
