package io.afluente.image.decode;

import io.afluente.image.BadImageException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Takes a GIF file apart up to its first picture, and puts together a lean one with that alone. Of
 * the rest (texts, comments, further pictures) ImageIO would take some for pictures.
 */
final class GifFile {
    private static final int SCREEN = 13; // signature, then what is said of the canvas
    private static final int PLACE = 9; // of a picture on the canvas, and its flags
    private static final int EXTENSION = 0x21;
    private static final int CONTROL = 0xf9;
    private static final int PICTURE = 0x2c;
    private static final int END = 0x3b;

    private final ByteBuffer file;
    private final ByteArrayOutputStream lean = new ByteArrayOutputStream();
    private int at;
    private int control = -1;
    private FramePlace place;
    private int codeBits;
    private int pixels;

    private GifFile(byte[] file) {
        this.file = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Reads a file that begins with GIF's signature.
     *
     * @throws BadImageException if it is cut short before its first picture ends, or has none
     */
    static GifFile of(byte[] file) {
        GifFile gif = new GifFile(file);
        gif.upToThePicture();
        gif.picture();
        return gif;
    }

    byte[] lean() {
        return lean.toByteArray();
    }

    FramePlace place() {
        return place;
    }

    /**
     * Checks that the picture has all its pixels.
     *
     * @throws BadImageException if they end early
     */
    void checkPixels() {
        long count = (long) place.frameWidth() * place.frameHeight();
        GifPixels.check(file, pixels, codeBits, count);
    }

    private void upToThePicture() {
        need(SCREEN);
        at = SCREEN + colours(file.get(10));
        copy(0, at);
        for (int kind = next(); kind != PICTURE; kind = next()) {
            if (kind != EXTENSION) {
                throw new BadImageException(
                        kind == END
                                ? "picture: GIF without a picture in it"
                                : "picture: damaged GIF: a block that can't be read at byte "
                                        + (at - 1));
            }
            int start = at - 1;
            if (next() == CONTROL) {
                control = start;
            }
            blocks();
        }
    }

    private void picture() {
        if (control >= 0) {
            copyControl();
        }
        int start = at - 1;
        need(PLACE);
        place =
                new FramePlace(side(6), side(8), side(at), side(at + 2), side(at + 4), side(at + 6))
                        .roomy();
        at += PLACE + colours(file.get(at + PLACE - 1));
        codeBits = next();
        pixels = at;
        blocks();
        copy(start, at);
        lean.write(END);
    }

    private void copyControl() {
        int end = at;
        at = control + 2;
        blocks();
        copy(control, at);
        at = end;
    }

    private int side(int offset) {
        return file.getShort(offset) & 0xffff;
    }

    /** How many bytes the colours take that flags announce. */
    private static int colours(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    /** Passes over blocks, each with its length before it, up to the empty one. */
    private void blocks() {
        for (int length = next(); length > 0; length = next()) {
            need(length);
            at += length;
        }
    }

    private int next() {
        need(1);
        return file.get(at++) & 0xff;
    }

    private void copy(int from, int to) {
        if (to > file.limit()) {
            throw cutShort();
        }
        lean.write(file.array(), from, to - from);
    }

    private void need(int bytes) {
        if (bytes > file.limit() - at) {
            throw cutShort();
        }
    }

    private BadImageException cutShort() {
        return new BadImageException("picture: GIF is cut short after " + file.limit() + " bytes");
    }
}
