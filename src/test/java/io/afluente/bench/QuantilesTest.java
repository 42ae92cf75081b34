package io.afluente.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Medians and percentiles as they are defined. */
class QuantilesTest {
    @Test
    void shouldTakeTheMiddle() {
        assertThat(Quantiles.median(3, 1, 2)).isEqualTo(2);
        assertThat(Quantiles.median(4, 1, 2, 3)).isEqualTo(2.5);
        assertThat(Quantiles.median(7)).isEqualTo(7);
    }

    @Test
    void shouldTakeTheNearestRank() {
        double[] values = new double[100];
        for (int i = 0; i < values.length; i++) {
            values[i] = 100 - i;
        }

        assertThat(Quantiles.percentile(0.5, values)).isEqualTo(50);
        assertThat(Quantiles.percentile(0.99, values)).isEqualTo(99);
        assertThat(Quantiles.percentile(1, values)).isEqualTo(100);
        assertThat(Quantiles.percentile(0.99, 5)).isEqualTo(5);
    }

    @Test
    void shouldPutTheRoofBelowBothWalls() {
        assertThat(BenchTable.roof(100, 100)).isCloseTo(50, within(1e-9));
        assertThat(BenchTable.roof(1e12, 100)).isCloseTo(100, within(1e-6));
    }
}
