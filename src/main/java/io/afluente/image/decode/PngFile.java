package io.afluente.image.decode;

import io.afluente.image.BadImageException;
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
    private static final int DATA = 8; // where it begins in a chunk
    private static final int BITS = DATA + 8;
    private static final int COLOUR_TYPE = DATA + 9;
    private static final Set<String> PIXELS = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

    private final ByteBuffer file;
    private final ByteArrayOutputStream lean;
    private int orientation = 1;
    private int fewBits; // of a pixel in grey, where ImageIO makes a palette of it
    private int transparentGrey = PicturePixels.NONE;

    private PngFile(byte[] file) {
        this.file = ByteBuffer.wrap(file);
        this.lean = new ByteArrayOutputStream(file.length);
        lean.write(file, 0, SIGNATURE);
    }

    /**
     * Reads a file that begins with PNG's signature.
     *
     * @throws BadImageException if it is cut short, a checksum is wrong, or chunks are out of order
     */
    static PngFile of(byte[] file) {
        PngFile png = new PngFile(file);
        int end = png.chunk(SIGNATURE, true);
        while (end > 0) {
            end = png.chunk(end, false);
        }
        return png;
    }

    byte[] lean() {
        return lean.toByteArray();
    }

    /** How the camera was held, 1 to 8 as EXIF counts. */
    int orientation() {
        return orientation;
    }

    /**
     * The grey of 1, 2 or 4 bits that is transparent, which the lean copy does not say: ImageIO's
     * reader makes another grey transparent. {@link PicturePixels#NONE} without one.
     */
    int transparentGrey() {
        return transparentGrey;
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
        if (type.equals("CgBI")) {
            throw new BadImageException(
                    "picture: PNG in Apple's own form (CgBI), which nothing else reads; save it as a plain PNG");
        }
        if (first != type.equals("IHDR")) {
            throw new BadImageException(
                    "picture: damaged PNG: the chunk IHDR must come first, and once");
        }
        note(type, offset, length);
        if (type.equals("tRNS") && fewBits > 0) {
            check(offset, length, type);
        } else if (PIXELS.contains(type)) {
            check(offset, length, type);
            lean.write(file.array(), offset, FRAME + length);
        } else if (type.equals("eXIf")) {
            orientation = Exif.ofTiff(file.slice(offset + DATA, length), orientation);
        } else if (Character.isUpperCase(type.charAt(0))) {
            throw new BadImageException(
                    "picture: PNG with a chunk that can't be read at byte " + offset);
        }
        return type.equals("IEND") ? 0 : offset + FRAME + length;
    }

    private void note(String type, int offset, int length) {
        if (type.equals("IHDR") && length > COLOUR_TYPE - DATA) {
            int bits = file.get(offset + BITS);
            fewBits = file.get(offset + COLOUR_TYPE) == 0 && bits < 8 ? bits : 0;
        } else if (type.equals("tRNS") && fewBits > 0 && length >= 2) {
            transparentGrey = file.getShort(offset + DATA) & ((1 << fewBits) - 1);
        }
    }

    private void check(int offset, int length, String type) {
        CRC32 crc = new CRC32();
        crc.update(file.array(), offset + 4, 4 + length);
        if ((int) crc.getValue() != file.getInt(offset + 8 + length)) {
            throw new BadImageException(
                    "picture: damaged PNG: wrong checksum of chunk " + type + " at byte " + offset);
        }
    }

    private BadImageException cutShort() {
        return new BadImageException("picture: PNG is cut short after " + file.limit() + " bytes");
    }
}
