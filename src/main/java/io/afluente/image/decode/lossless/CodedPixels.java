package io.afluente.image.decode.lossless;

import io.afluente.image.BadImageException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A rectangle of pixels as prefix codes, references backwards and a cache of colours: the picture
 * itself, or what one of its transforms needs. Each pixel is alpha, red, green and blue.
 */
final class CodedPixels {
    private static final int COLOURS = 256;
    private static final int LENGTHS = 24;
    private static final int DISTANCES = 40;
    private static final int MOST_CACHE_BITS = 11;

    /** What the codes of the smallest picture may have, whole tables of an encoder that is lazy. */
    private static final int FEW_SYMBOLS = 1 << 12;

    /** Steps to the left and upwards, the nearest first, for the commonest distances. */
    private static final List<int[]> NEAR =
            IntStream.range(0, 8)
                    .boxed()
                    .flatMap(y -> IntStream.rangeClosed(-7, 8).mapToObj(x -> new int[] {x, y}))
                    .filter(step -> step[1] > 0 || step[0] > 0)
                    .sorted(
                            Comparator.<int[]>comparingInt(s -> s[0] * s[0] + s[1] * s[1])
                                    .thenComparingInt(s -> Math.abs(s[0]))
                                    .thenComparingInt(s -> -s[0]))
                    .toList();

    private final Bits bits;
    private final int width;
    private final int[] pixels;
    private int cacheBits;
    private int[] cache;
    private int groupBits;
    private int[] groupOf; // by block of the picture; null where there is one group
    private PrefixCode[][] groups; // green, red, blue, alpha, distance of each

    private CodedPixels(Bits bits, int width, int height) {
        this.bits = bits;
        this.width = width;
        this.pixels = new int[width * height];
    }

    /** Reads the picture itself, whose codes may differ from block to block. */
    static int[] ofPicture(Bits bits, int width, int height) {
        CodedPixels coded = new CodedPixels(bits, width, height);
        coded.cache();
        if (bits.next()) {
            coded.blocks(height);
        }
        return coded.read();
    }

    /** Reads what a transform needs. */
    static int[] of(Bits bits, int width, int height) {
        CodedPixels coded = new CodedPixels(bits, width, height);
        coded.cache();
        return coded.read();
    }

    /** How many blocks of so many bits cover a length. */
    static int blocks(int length, int bits) {
        return (length + (1 << bits) - 1) >> bits;
    }

    private void cache() {
        if (bits.next()) {
            cacheBits = bits.read(4);
            if (cacheBits < 1 || cacheBits > MOST_CACHE_BITS) {
                throw new BadImageException("picture: damaged WebP: a cache of a wrong size");
            }
            cache = new int[1 << cacheBits];
        }
    }

    private void blocks(int height) {
        groupBits = 2 + bits.read(3);
        groupOf = of(bits, blocks(width, groupBits), blocks(height, groupBits));
        for (int i = 0; i < groupOf.length; i++) {
            groupOf[i] = (groupOf[i] >> 8) & 0xffff;
        }
    }

    private int[] read() {
        int most = groupOf == null ? 0 : IntStream.of(groupOf).max().orElse(0);
        if (most > 0 && most >= groupOf.length) {
            throw tooManyCodes();
        }
        groups = new PrefixCode[most + 1][];
        long symbols = 0;
        for (int i = 0; i < groups.length; i++) {
            groups[i] =
                    new PrefixCode[] {
                        PrefixCode.read(
                                bits, COLOURS + LENGTHS + (cache == null ? 0 : cache.length)),
                        PrefixCode.read(bits, COLOURS),
                        PrefixCode.read(bits, COLOURS),
                        PrefixCode.read(bits, COLOURS),
                        PrefixCode.read(bits, DISTANCES)
                    };
            symbols += Stream.of(groups[i]).mapToInt(PrefixCode::symbols).sum();
            if (symbols > 2L * pixels.length + FEW_SYMBOLS) {
                throw tooManyCodes();
            }
        }
        int at = 0;
        while (at < pixels.length) {
            at = next(at);
        }
        return pixels;
    }

    // a few bits make a code of hundreds of symbols: codes may take no more memory than pixels
    private static BadImageException tooManyCodes() {
        return new BadImageException("picture: damaged WebP: more codes than its pixels can need");
    }

    private int next(int at) {
        PrefixCode[] group = groups[groupOf == null ? 0 : groupOf[block(at)]];
        int green = group[0].symbol(bits);
        if (green < COLOURS) {
            int red = group[1].symbol(bits);
            int blue = group[2].symbol(bits);
            int alpha = group[3].symbol(bits);
            return put(at, alpha << 24 | red << 16 | green << 8 | blue);
        }
        if (green < COLOURS + LENGTHS) {
            return repeat(at, number(green - COLOURS), distance(number(group[4].symbol(bits))));
        }
        return put(at, cache[green - COLOURS - LENGTHS]);
    }

    private int block(int at) {
        int across = blocks(width, groupBits);
        return ((at / width) >> groupBits) * across + ((at % width) >> groupBits);
    }

    private int put(int at, int pixel) {
        pixels[at] = pixel;
        if (cache != null) {
            cache[(0x1e35a7bd * pixel) >>> (32 - cacheBits)] = pixel;
        }
        return at + 1;
    }

    private int repeat(int at, int length, int distance) {
        if (distance > at || length > pixels.length - at) {
            throw new BadImageException("picture: damaged WebP: a reference out of the picture");
        }
        int to = at;
        while (to < at + length) {
            to = put(to, pixels[to - distance]);
        }
        return to;
    }

    /** The number that a symbol and the bits after it stand for. */
    private int number(int symbol) {
        if (symbol < 4) {
            return symbol + 1;
        }
        int more = (symbol - 2) >> 1;
        return ((2 + (symbol & 1)) << more) + bits.read(more) + 1;
    }

    private int distance(int number) {
        if (number > NEAR.size()) {
            return number - NEAR.size();
        }
        int[] step = NEAR.get(number - 1);
        return Math.max(1, step[0] + step[1] * width);
    }
}
