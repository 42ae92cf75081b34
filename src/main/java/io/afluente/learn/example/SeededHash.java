package io.afluente.learn.example;

/**
 * Randomness without a generator's state: each throw is a function of the seed, of what it is for,
 * and of its number. Bits are mixed by the finaliser of SplitMix64 (Steele, Lea, Flood 2014).
 */
public final class SeededHash {
    // 2^64 divided by the golden ratio: neighbouring numbers become distant ones
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1p-53;

    private final long salt;

    /**
     * @param purpose dice of another purpose fall in another way
     */
    public SeededHash(long seed, String purpose) {
        this.salt = fold(mix(seed), purpose);
    }

    /** A whole number from 0 to below {@code bound}. */
    public long below(long bound, long number, long position) {
        return Long.remainderUnsigned(bits(number, position), bound);
    }

    /** A number from 0 to below 1 that a text always gets, evenly spread over texts. */
    public double of(String text) {
        return (fold(salt, text) >>> 11) * UNIT;
    }

    private long bits(long number, long position) {
        return mix(mix(salt + number * SPREAD) + position * SPREAD);
    }

    private static long fold(long start, String text) {
        long hash = start;
        for (int i = 0; i < text.length(); i++) {
            hash = mix(hash + SPREAD + text.charAt(i));
        }
        return mix(hash + text.length());
    }

    private static long mix(long bits) {
        long z = bits + SPREAD;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
