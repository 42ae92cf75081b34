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

class McNemarTest {
    /** The mid-p values that Fagerland, Lydersen and Laake give for their two examples. */
    @ParameterizedTest
    @CsvSource({"1, 7, 0.0391", "6, 16, 0.0347"})
    void shouldAgreeWithPublishedValues(long b, long c, double published) {
        assertThat(new McNemar(b, c).different()).isCloseTo(published, within(0.00005));
        assertThat(new McNemar(c, b).different()).isCloseTo(published, within(0.00005));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "1, 0",
        "0, 5",
        "3, 3",
        "9, 10",
        "12, 7",
        "18, 19",
        "0, 60",
        "60, 0",
        "40, 90",
        "500, 510",
        "700, 600",
        "1000, 1400",
        "2500, 2500"
    })
    void shouldSumTheBinomialDistribution(long b, long c) {
        McNemar test = new McNemar(b, c);

        Percentage close = Percentage.withPercentage(1e-7);
        assertThat(test.challengerBetter()).isCloseTo(midTail(b + c, c), close);
        assertThat(test.different()).isCloseTo(2 * midTail(b + c, Math.max(b, c)), close);
    }

    @Test
    void shouldBeUndecidedWhereNothingDiffers() {
        assertThat(new McNemar(0, 0).challengerBetter()).isEqualTo(0.5);
        assertThat(new McNemar(0, 0).different()).isEqualTo(1);
        assertThat(new McNemar(7, 7).challengerBetter()).isCloseTo(0.5, within(1e-12));
        assertThat(new McNemar(7, 7).different()).isCloseTo(1, within(1e-12));
    }

    @Test
    void shouldComeNearTheNormalDistributionForManyExamples() {
        // 1.96 deviations of 500 each: 2.5 % on one side
        McNemar test = new McNemar(500_000 - 980, 500_000 + 980);

        assertThat(test.challengerBetter()).isCloseTo(0.0249979, within(1e-6));
        assertThat(test.different()).isCloseTo(0.0499958, within(1e-6));
    }

    @Test
    void shouldStayAProbabilityAtTheExtremes() {
        assertThat(new McNemar(0, 1_000_000_000).challengerBetter()).isZero();
        assertThat(new McNemar(1_000_000_000, 0).challengerBetter()).isEqualTo(1);
        assertThat(new McNemar(500_000_000, 500_000_000).different()).isCloseTo(1, within(1e-4));
    }

    @Test
    void shouldRefuseNegativeCounts() {
        assertThatThrownBy(() -> new McNemar(-1, 2))
                .hasMessage("McNemar: counts must be 0 or more, got -1, 2");
    }

    private static double midTail(long n, long heads) {
        BigInteger ways = BigInteger.ONE;
        BigInteger halves = BigInteger.ZERO;
        for (long i = 0; i <= n; i++) {
            if (i >= heads) {
                halves = halves.add(i == heads ? ways : ways.shiftLeft(1));
            }
            ways = ways.multiply(BigInteger.valueOf(n - i)).divide(BigInteger.valueOf(i + 1));
        }
        BigDecimal all = new BigDecimal(BigInteger.TWO.pow((int) n + 1));
        return new BigDecimal(halves).divide(all, MathContext.DECIMAL64).doubleValue();
    }
}
