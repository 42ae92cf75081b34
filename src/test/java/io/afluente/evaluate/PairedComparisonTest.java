package io.afluente.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PairedComparisonTest {
    @Test
    void shouldCountPairs() {
        PairedCounts counts = new PairedCounts();
        for (int i = 0; i < 10; i++) {
            counts.update(i < 7, i % 2 == 0);
        }
        assertThat(counts.comparison()).isEqualTo(new PairedComparison(4, 3, 1, 2));
    }

    @Test
    void shouldCompareAccuracies() {
        PairedComparison comparison = new PairedComparison(800, 30, 50, 120);

        assertThat(comparison.examples()).isEqualTo(1_000);
        assertThat(comparison.championAccuracy()).isEqualTo(0.83);
        assertThat(comparison.challengerAccuracy()).isEqualTo(0.85);
        assertThat(comparison.difference()).isEqualTo(0.02);
        assertThat(comparison.test()).isEqualTo(new McNemar(30, 50));
    }

    @Test
    void shouldGiveTheStandardErrorOfTheMeanOfDifferences() {
        // Given 50 times 1, 30 times -1 and 920 times 0
        PairedComparison comparison = new PairedComparison(800, 30, 50, 120);
        double variance = (50 * 0.98 * 0.98 + 30 * 1.02 * 1.02 + 920 * 0.02 * 0.02) / 1_000;

        assertThat(comparison.standardError())
                .isCloseTo(Math.sqrt(variance / 1_000), within(1e-15));
    }

    @Test
    void shouldBoundTheDifferenceAsAgrestiAndMinDo() {
        PairedComparison comparison = new PairedComparison(800, 30, 50, 120);
        double error = Math.sqrt(81 - 400 / 1_002.0) / 1_002;

        assertThat(comparison.lowerBound(1.96))
                .isCloseTo(20 / 1_002.0 - 1.96 * error, within(1e-15));
    }

    @Test
    void shouldNotTakeAgreementOnAFewForProof() {
        PairedComparison few = new PairedComparison(95, 0, 0, 5);
        PairedComparison many = new PairedComparison(9_500, 0, 0, 500);

        assertThat(few.standardError()).isZero();
        assertThat(few.notInferior(0.005, PairedComparison.Z_95)).isFalse();
        assertThat(many.notInferior(0.005, PairedComparison.Z_95)).isTrue();
    }

    @Test
    void shouldProveNothingWithoutExamples() {
        PairedComparison none = new PairedComparison(0, 0, 0, 0);

        assertThat(none.difference()).isZero();
        assertThat(none.standardError()).isZero();
        assertThat(none.notInferior(0.5, PairedComparison.Z_95)).isFalse();
    }

    @Test
    void shouldNeverPassOnNoNumber() {
        PairedComparison better = new PairedComparison(0, 0, 1_000, 0);

        assertThat(better.notInferior(Double.NaN, 1)).isFalse();
        assertThat(better.notInferior(1, Double.NaN)).isFalse();
    }

    @Test
    void shouldPassAnInferiorChallengerAboutAsOftenAsItsConfidenceSays() {
        // Given a challenger that is worse by just the tolerance
        Random random = new Random(1);
        int passed = 0;
        for (int trial = 0; trial < 2_000; trial++) {
            PairedCounts counts = new PairedCounts();
            for (int i = 0; i < 2_000; i++) {
                double u = random.nextDouble();
                counts.update(u < 0.97, u >= 0.02 && u < 0.98);
            }
            // When
            if (counts.comparison().notInferior(0.01, PairedComparison.Z_95)) {
                passed++;
            }
        }
        // Then one in twenty passes
        assertThat(passed / 2_000.0).isBetween(0.03, 0.07);
    }

    @Test
    void shouldRefuseNegativeCounts() {
        assertThatThrownBy(() -> new PairedComparison(1, 1, -1, 1))
                .hasMessageContaining("no counts below 0");
    }
}
