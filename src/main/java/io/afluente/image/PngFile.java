package io.afluente.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Takes a PNG file apart into chunks, checks them, and puts together a lean one with only those
 * that make the pixels. Of the rest (texts, profiles, dates) ImageIO would read a part, stumble
 * over its damage and, in older versions of Java, unfold packed texts without limit.
 *
 * <p>Gamma and colour profiles are ignored: the samples are taken as they are.
 */
final class PngFile {
    private static final int SIGNATURE = 8;
    private static final int FRAME = 12; // length, type and checksum around a chunk's data
    private static final Set<String> PIXELS = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

    private final ByteBuffer file;
    private final ByteArrayOutputStream lean;

    private PngFile(byte[] file) {
        this.file = ByteBuffer.wrap(file);
        this.lean = new ByteArrayOutputStream(file.length);
        lean.write(file, 0, SIGNATURE);
    }

    /**
     * The lean copy of a file that begins with PNG's signature.
     *
     * @throws BadImage if it is cut short, a checksum is wrong, or chunks are out of order
     */
    static byte[] lean(byte[] file) {
        PngFile png = new PngFile(file);
        int end = png.chunk(SIGNATURE, true);
        while (end > 0) {
            end = png.chunk(end, false);
        }
        return png.lean.toByteArray();
    }

    /** Takes the chunk at an offset and returns the next one's offset, or 0 after the last. */
    private int chunk(int offset, boolean first) {
        if (file.limit() - offset < FRAME) {
            throw cutShort();
        }
        int length = file.getInt(offset);
        String type = new String(file.array(), offset + 4, 4, StandardCharsets.ISO_8859_1);
        if (length < 0 || length > file.limit() - offset - FRAME) {
            throw cutShort();
        }
        if (first != type.equals("IHDR")) {
            throw new BadImage("picture: damaged PNG: the chunk IHDR must come first, and once");
        }
        if (PIXELS.contains(type)) {
            keep(offset, length, type);
        } else if (Character.isUpperCase(type.charAt(0))) {
            throw new BadImage("picture: PNG with a chunk that can't be read at byte " + offset);
        }
        return type.equals("IEND") ? 0 : offset + FRAME + length;
    }

    private void keep(int offset, int length, String type) {
        CRC32 crc = new CRC32();
        crc.update(file.array(), offset + 4, 4 + length);
        if ((int) crc.getValue() != file.getInt(offset + 8 + length)) {
            throw new BadImage(
                    "picture: damaged PNG: wrong checksum of chunk " + type + " at byte " + offset);
        }
        lean.write(file.array(), offset, FRAME + length);
    }

    private BadImage cutShort() {
        return new BadImage("picture: PNG is cut short after " + file.limit() + " bytes");
    }
}
