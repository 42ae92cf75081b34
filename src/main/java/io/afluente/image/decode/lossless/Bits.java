package io.afluente.image.decode.lossless;

import io.afluente.image.BadImageException;
import java.nio.ByteBuffer;

/** The bits of some bytes, the lowest of each first. */
final class Bits {
    private final ByteBuffer bytes;
    private int at;
    private long held;
    private int count;

    Bits(ByteBuffer bytes, int from) {
        this.bytes = bytes;
        this.at = from;
    }

    /** The next few, 32 at most, as a number. */
    int read(int bits) {
        while (count < bits) {
            if (at == bytes.limit()) {
                throw new BadImageException("picture: damaged WebP: its pixels end early");
            }
            held |= (bytes.get(at++) & 0xffL) << count;
            count += 8;
        }
        int value = (int) (held & ((1L << bits) - 1));
        held >>>= bits;
        count -= bits;
        return value;
    }

    boolean next() {
        return read(1) == 1;
    }
}
