package io.afluente.learn;

import io.afluente.image.EnumNames;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Values by name as a canonical text: a line for each, sorted by name. Numbers are written in the
 * fewest digits that still mean the same number, whatever the Java.
 */
final class NamedValues {
    private static final int DIGITS_OF_A_DOUBLE = 17;

    private final Map<String, String> values = new TreeMap<>();

    /** Adds a value that is always written. */
    void put(String name, String value) {
        if (value.lines().count() > 1 || values.put(name, value) != null) {
            throw new IllegalArgumentException(name + ": one line once, not " + value);
        }
    }

    /** Adds a value, unless it is the one that is left out. */
    void put(String name, String value, String leftOut) {
        if (!value.equals(leftOut)) {
            put(name, value);
        }
    }

    /** The same of a constant, by the word that the settings have for it. */
    void put(String name, Enum<?> value, String leftOut) {
        put(name, EnumNames.of(value), leftOut);
    }

    /** The same of a whole number. */
    void put(String name, long value, long leftOut) {
        put(name, Long.toString(value), Long.toString(leftOut));
    }

    /** The same of a number. */
    void put(String name, double value, double leftOut) {
        put(name, shortest(value), shortest(leftOut));
    }

    /** The names of all that is written. */
    Set<String> names() {
        return values.keySet();
    }

    /** One line for each value, {@code name=value}. */
    String text() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                .collect(Collectors.joining());
    }

    /** Rounded as far as it is still read as this number; {@code Double.toString} changed once. */
    static String shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < DIGITS_OF_A_DOUBLE; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits));
            if (rounded.doubleValue() == value) {
                return plain(rounded);
            }
        }
        return plain(exact.round(new MathContext(DIGITS_OF_A_DOUBLE)));
    }

    /** The same of a {@code float}. */
    static String shortest(float value) {
        BigDecimal exact = new BigDecimal(value);
        int digits = 1;
        while (exact.round(new MathContext(digits)).floatValue() != value) {
            digits++;
        }
        return plain(exact.round(new MathContext(digits)));
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
