package io.afluente.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FisherExactTest {
    /** Two-sided p-values of SciPy's {@code fisher_exact}; the third is Fisher's tasting of tea. */
    @ParameterizedTest
    @CsvSource({
        "1, 9, 11, 3, 0.0027594561852200836",
        "8, 2, 1, 5, 0.034965034965034975",
        "3, 1, 1, 3, 0.48571428571428565",
        "10, 0, 0, 10, 0.00001082508822446903",
        "5, 0, 1, 4, 0.047619047619047616",
        "83, 17, 95, 5, 0.011466581853444742",
        "490, 50, 58, 2, 0.14891384910145525",
        "880, 20, 96, 4, 0.2897295642186002",
        "4500, 500, 460, 40, 0.1797090268336941",
        "88000, 2000, 9850, 150, 0.0000008843284322610314"
    })
    void shouldAgreeWithReferenceValues(long a, long b, long c, long d, double reference) {
        Percentage close = Percentage.withPercentage(1e-6);
        assertThat(new FisherExact(a, b, c, d).different()).isCloseTo(reference, close);
        assertThat(new FisherExact(c, d, a, b).different()).isCloseTo(reference, close);
        assertThat(new FisherExact(b, a, d, c).different()).isCloseTo(reference, close);
    }

    @Test
    void shouldAddUpTheHypergeometricDistributionForEverySmallTable() {
        for (int a = 0; a <= 6; a++) {
            for (int b = 0; b <= 6; b++) {
                for (int c = 0; c <= 6; c++) {
                    for (int d = 0; d <= 6; d++) {
                        assertThat(new FisherExact(a, b, c, d).different())
                                .as("%d %d %d %d", a, b, c, d)
                                .isCloseTo(exact(a, b, c, d), within(1e-12));
                    }
                }
            }
        }
    }

    @Test
    void shouldStayAProbabilityAtTheExtremes() {
        assertThat(new FisherExact(50_000, 0, 0, 50_000).different()).isZero();
        assertThat(new FisherExact(50_000, 50_000, 500, 500).different())
                .isCloseTo(1, within(1e-9));
        assertThat(new FisherExact(0, 0, 0, 0).different()).isEqualTo(1);
    }

    @Test
    void shouldRefuseNegativeCounts() {
        assertThatThrownBy(() -> new FisherExact(1, 1, 1, -1))
                .hasMessage("Fisher's test has no counts below 0");
    }

    private static double exact(int a, int b, int c, int d) {
        BigInteger observed = ways(a + b, a).multiply(ways(c + d, c));
        BigInteger asUnlikely = BigInteger.ZERO;
        for (int k = 0; k <= a + c; k++) {
            BigInteger ways = ways(a + b, k).multiply(ways(c + d, a + c - k));
            asUnlikely = asUnlikely.add(ways.compareTo(observed) <= 0 ? ways : BigInteger.ZERO);
        }
        BigDecimal all = new BigDecimal(ways(a + b + c + d, a + c));
        return new BigDecimal(asUnlikely).divide(all, MathContext.DECIMAL64).doubleValue();
    }

    private static BigInteger ways(int n, int k) {
        BigInteger ways = k <= n ? BigInteger.ONE : BigInteger.ZERO;
        for (int i = 0; i < k; i++) {
            ways = ways.multiply(BigInteger.valueOf(n - i)).divide(BigInteger.valueOf(i + 1));
        }
        return ways;
    }
}
