package io.afluente.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class UnpairedComparisonTest {
    @Test
    void shouldCountEachExampleForOneOfTheTwo() {
        UnpairedComparison found =
                UnpairedComparison.NONE
                        .champion(true)
                        .champion(true)
                        .champion(false)
                        .challenger(true)
                        .challenger(false)
                        .challenger(false)
                        .challenger(false);

        assertThat(found).isEqualTo(new UnpairedComparison(2, 1, 1, 3));
        assertThat(found.test()).isEqualTo(new FisherExact(2, 1, 1, 3));
    }

    @Test
    void shouldCompareAccuracies() {
        UnpairedComparison found = new UnpairedComparison(800, 200, 90, 10);

        assertThat(found.championExamples()).isEqualTo(1_000);
        assertThat(found.challengerExamples()).isEqualTo(100);
        assertThat(found.championAccuracy()).isEqualTo(0.8);
        assertThat(found.challengerAccuracy()).isEqualTo(0.9);
        assertThat(found.difference()).isCloseTo(0.1, within(1e-15));
        assertThat(UnpairedComparison.NONE.difference()).isZero();
    }

    @Test
    void shouldRefuseNegativeCounts() {
        assertThatThrownBy(() -> new UnpairedComparison(1, -1, 1, 1))
                .hasMessageContaining("no counts below 0");
    }
}
