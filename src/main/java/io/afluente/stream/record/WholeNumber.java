package io.afluente.stream.record;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads whole numbers as other programs write them: 7, " 7 ", 7.0. */
public final class WholeNumber {
    private static final Pattern FORM = Pattern.compile("([+-]?)(\\d+)(\\.0*)?");
    private static final int DIGITS_OF_ANY_LONG = 18;

    private WholeNumber() {}

    /** The number; the largest or smallest there is for one beyond; empty if it is none. */
    public static OptionalLong of(String text) {
        Matcher number = FORM.matcher(text.strip());
        if (!number.matches()) {
            return OptionalLong.empty();
        }
        boolean negative = number.group(1).equals("-");
        String digits = number.group(2);
        if (digits.length() > DIGITS_OF_ANY_LONG) {
            return OptionalLong.of(negative ? Long.MIN_VALUE : Long.MAX_VALUE);
        }
        return OptionalLong.of(Long.parseLong(digits) * (negative ? -1 : 1));
    }
}
