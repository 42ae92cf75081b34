package io.afluente.evaluate;

/** A quotient that stays a finite number where there is nothing to divide by. */
final class Ratio {
    private Ratio() {}

    /** {@code part / whole}, and 0 for a whole of 0. */
    static double of(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }

    /** {@code part / whole} as a fraction, and 0 for a whole of 0. */
    static double of(long part, long whole) {
        return of((double) part, (double) whole);
    }
}
