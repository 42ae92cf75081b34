package io.afluente.evaluate;

/** The distribution of heads in so many tosses of a fair coin. */
final class FairCoin {
    private static final int EXACT = 18;

    private FairCoin() {}

    /** How probable more heads than {@code heads} are, plus half of how probable just as many. */
    static double midTail(long tosses, long heads) {
        long tails = tosses - heads;
        return heads >= tails ? upperMidTail(tosses, heads) : 1 - upperMidTail(tosses, tails);
    }

    // From the middle on terms fall, so that the sum can stop where they no longer matter
    private static double upperMidTail(long tosses, long heads) {
        double term = probability(tosses, heads);
        double sum = term / 2;
        for (long i = heads + 1; i <= tosses && term > sum * 1e-17; i++) {
            term *= (tosses - i + 1) / (double) i;
            sum += term;
        }
        return sum;
    }

    private static double probability(long tosses, long heads) {
        double ways = logFactorial(tosses) - logFactorial(heads) - logFactorial(tosses - heads);
        return StrictMath.exp(ways - tosses * StrictMath.log(2));
    }

    private static double logFactorial(long n) {
        return n <= EXACT ? StrictMath.log(factorial(n)) : stirling((double) n);
    }

    private static double factorial(long n) {
        double product = 1;
        for (long i = 2; i <= n; i++) {
            product *= i;
        }
        return product;
    }

    /** Stirling's series; its error is below 1e-12 from 19 on. */
    private static double stirling(double n) {
        double square = n * n;
        double series =
                (1 / 12.0 - (1 / 360.0 - (1 / 1260.0 - 1 / (1680 * square)) / square) / square) / n;
        return (n + 0.5) * StrictMath.log(n) - n + 0.5 * StrictMath.log(2 * Math.PI) + series;
    }
}
