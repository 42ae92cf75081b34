package io.afluente.stream.format;

/**
 * The shortest decimal that is read back as the same float, of those the closest, as {@code
 * Float.toString} writes it since Java 19. Found by double arithmetic, for most numbers between 0
 * and 1; says where that can't tell.
 *
 * <p>A float's 9 digits or fewer and a power of ten that is exact leave a double's product wrong by
 * less than a millionth of the last digit. What lies closer than that to a bound is left to others.
 */
final class ShortDecimal {
    /** Room that a number needs at most. */
    static final int LONGEST = 16;

    private static final double DOUBT = 4e-6;
    private static final int MOST_DIGITS = 9;
    private static final int LEAST_EXPONENT = -13;
    private static final int LEAST_PLAIN_EXPONENT = -3;
    private static final int MANTISSA = (1 << 23) - 1;
    private static final double LOG10_OF_2 = 0.30103;
    private static final double[] POWERS = powers();

    private ShortDecimal() {}

    private static double[] powers() {
        double[] powers = new double[MOST_DIGITS - LEAST_EXPONENT + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = 10 * powers[i - 1];
        }
        return powers;
    }

    /**
     * Writes a number at a position.
     *
     * @return the position after it, or -1 where it has to be written in another way
     */
    static int write(float number, byte[] out, int at) {
        int exponent = (int) Math.floor(Math.getExponent(number) * LOG10_OF_2);
        boolean powerOfTwo = (Float.floatToRawIntBits(number) & MANTISSA) == 0;
        if (!(number < 1 && exponent >= LEAST_EXPONENT) || number <= 0 || powerOfTwo) {
            return -1;
        }
        double half = Math.ulp(number) / 2.0;
        int places = MOST_DIGITS - 1 - exponent;
        int shortest = -1;
        for (; places > 0; places--) {
            double power = POWERS[places];
            double exact = number * power;
            double nearest = Math.rint(exact);
            double off = Math.abs(exact - nearest);
            double room = half * power - off;
            if (Math.abs(room) < DOUBT || Math.abs(off - 0.5) < DOUBT) {
                return -1;
            }
            if (room < 0) {
                break;
            }
            shortest = (int) nearest;
        }
        return shortest < 0 ? -1 : write(shortest, places + 1, out, at);
    }

    private static int write(int digits, int places, byte[] out, int at) {
        int count = count(digits);
        int exponent = count - places - 1;
        return exponent >= LEAST_PLAIN_EXPONENT
                ? writePlain(digits, places, out, at)
                : writeScientific(digits, count, exponent, out, at);
    }

    private static int writePlain(int digits, int places, byte[] out, int at) {
        out[at] = '0';
        out[at + 1] = '.';
        return putDigits(digits, places, out, at + 2);
    }

    private static int writeScientific(int digits, int count, int exponent, byte[] out, int at) {
        int after = Math.max(1, count - 1);
        int scaled = count == 1 ? 10 * digits : digits;
        int end = putDigits(scaled, after + 1, out, at + 1);
        out[at] = out[at + 1];
        out[at + 1] = '.';
        out[end] = 'E';
        out[end + 1] = '-';
        return putDigits(-exponent, count(-exponent), out, end + 2);
    }

    /** With zeros before it, so that there are so many digits. */
    private static int putDigits(int number, int count, byte[] out, int at) {
        int rest = number;
        for (int i = at + count - 1; i >= at; i--) {
            out[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return at + count;
    }

    private static int count(int number) {
        int count = 1;
        while (count < MOST_DIGITS + 1 && number >= POWERS[count]) {
            count++;
        }
        return count;
    }
}
