package io.afluente.image.decode.lossless;

import io.afluente.image.BadImageException;

/** A canonical prefix code, read from the bits that it is then used on. */
final class PrefixCode {
    private static final int LONGEST = 15;
    private static final int[] ORDER = {
        17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
    };

    private final short[] counts; // of the codes of each length
    private final short[] symbols; // by length, then by value

    private PrefixCode(short[] counts, short[] symbols) {
        this.counts = counts;
        this.symbols = symbols;
    }

    /** Reads a code for symbols below {@code alphabet}. */
    static PrefixCode read(Bits bits, int alphabet) {
        return bits.next() ? ofOneOrTwo(bits, alphabet) : ofLengths(lengths(bits, alphabet));
    }

    /** How many symbols there are. */
    int symbols() {
        return symbols.length;
    }

    /** The next symbol. */
    int symbol(Bits bits) {
        if (symbols.length == 1) {
            return symbols[0];
        }
        int code = 0;
        int first = 0;
        int index = 0;
        for (int length = 1; length <= LONGEST; length++) {
            code |= bits.read(1);
            int count = counts[length];
            if (code - count < first) {
                return symbols[index + code - first];
            }
            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }
        throw broken();
    }

    private static PrefixCode ofOneOrTwo(Bits bits, int alphabet) {
        boolean two = bits.next();
        int[] lengths = new int[alphabet];
        mark(lengths, bits.read(bits.next() ? 8 : 1));
        if (two) {
            mark(lengths, bits.read(8));
        }
        return ofLengths(lengths);
    }

    private static void mark(int[] lengths, int symbol) {
        if (symbol >= lengths.length) {
            throw broken();
        }
        lengths[symbol] = 1;
    }

    private static int[] lengths(Bits bits, int alphabet) {
        int[] ofLengths = new int[ORDER.length];
        int given = 4 + bits.read(4);
        for (int i = 0; i < given; i++) {
            ofLengths[ORDER[i]] = bits.read(3);
        }
        PrefixCode code = ofLengths(ofLengths);
        int left = bits.next() ? 2 + bits.read(2 + 2 * bits.read(3)) : alphabet;
        int[] lengths = new int[alphabet];
        int last = 8;
        for (int at = 0; at < alphabet && left > 0; left--) {
            int symbol = code.symbol(bits);
            int length = symbol < 16 ? symbol : symbol == 16 ? last : 0;
            int times = times(bits, symbol);
            if (times > alphabet - at) {
                throw broken();
            }
            for (int i = 0; i < times; i++) {
                lengths[at++] = length;
            }
            last = symbol < 16 && symbol > 0 ? symbol : last;
        }
        return lengths;
    }

    private static int times(Bits bits, int symbol) {
        return switch (symbol) {
            case 16 -> 3 + bits.read(2);
            case 17 -> 3 + bits.read(3);
            case 18 -> 11 + bits.read(7);
            default -> 1;
        };
    }

    private static PrefixCode ofLengths(int[] lengths) {
        short[] counts = new short[LONGEST + 1];
        for (int length : lengths) {
            counts[length]++;
        }
        int used = lengths.length - counts[0];
        counts[0] = 0;
        int[] next = new int[LONGEST + 2];
        int free = 1;
        for (int length = 1; length <= LONGEST; length++) {
            free = 2 * free - counts[length];
            next[length + 1] = next[length] + counts[length];
            if (free < 0) {
                throw broken();
            }
        }
        if (used == 0 || (used > 1 && free > 0)) {
            throw broken();
        }
        short[] symbols = new short[used];
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            if (lengths[symbol] > 0) {
                symbols[next[lengths[symbol]]++] = (short) symbol;
            }
        }
        return new PrefixCode(counts, symbols);
    }

    private static BadImageException broken() {
        return new BadImageException("picture: damaged WebP: a code that can't be read");
    }
}
