package io.afluente.image.decode;

import io.afluente.image.BadImageException;
import java.nio.ByteBuffer;

/**
 * Counts the pixels that a GIF's codes stand for: where they end early, ImageIO leaves the rest
 * black and says nothing.
 */
final class GifPixels {
    private static final int MOST_CODES = 1 << 12;

    private final ByteBuffer file;
    private final int[] lengths = new int[MOST_CODES]; // of what each code stands for
    private int at;
    private int left; // of the block
    private int held;
    private int bits;

    private GifPixels(ByteBuffer file, int at) {
        this.file = file;
        this.at = at;
    }

    /**
     * Checks that the blocks at an offset have so many pixels, or more.
     *
     * @throws BadImageException if they have fewer
     */
    static void check(ByteBuffer file, int at, int codeBits, long pixels) {
        if (codeBits < 1 || codeBits > 8) {
            throw new BadImageException(
                    "picture: damaged GIF: codes of %d bits".formatted(codeBits));
        }
        new GifPixels(file, at).count(codeBits, pixels);
    }

    private void count(int codeBits, long pixels) {
        int clear = 1 << codeBits;
        int next = clear + 2;
        int width = codeBits + 1;
        int last = -1;
        for (long counted = 0; counted < pixels; ) {
            int code = code(width);
            if (code < 0 || code == clear + 1) {
                throw new BadImageException("picture: damaged GIF: its pixels end early");
            }
            if (code == clear) {
                next = clear + 2;
                width = codeBits + 1;
                last = -1;
                continue;
            }
            if (code > next || (code == next && last < 0)) {
                throw new BadImageException("picture: damaged GIF: a code that can't be read");
            }
            int length =
                    code < clear ? 1 : code == next ? lengthOf(last, clear) + 1 : lengths[code];
            if (last >= 0 && next < MOST_CODES) {
                lengths[next++] = lengthOf(last, clear) + 1;
                width = next == 1 << width && width < 12 ? width + 1 : width;
            }
            counted += length;
            last = code;
        }
    }

    private int lengthOf(int code, int clear) {
        return code < clear ? 1 : lengths[code];
    }

    /** The next code, or -1 where the blocks end. */
    private int code(int width) {
        while (bits < width) {
            if (left == 0) {
                left = file.get(at++) & 0xff;
                if (left == 0) {
                    at--;
                    return -1;
                }
            }
            held |= (file.get(at++) & 0xff) << bits;
            bits += 8;
            left--;
        }
        int code = held & ((1 << width) - 1);
        held >>>= width;
        bits -= width;
        return code;
    }
}
