package io.afluente.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageHinkleyTest {
    @Test
    void shouldFollowASequenceComputedByHand() {
        // Given one right answer, then errors: the n-th is 1/n above its mean, so that
        // g is 0, 1/2, 5/6, 13/12, 77/60, then 29/20 and above lambda
        PageHinkley test = new PageHinkley(1, 0, 1.4, 1);
        // Then half of lambda is a warning, all of it a drift
        assertThat(test.update(false)).isEqualTo(Drift.NONE);
        assertThat(test.update(true)).isEqualTo(Drift.NONE);
        assertThat(test.update(true)).isEqualTo(Drift.WARNING);
        assertThat(test.update(true)).isEqualTo(Drift.WARNING);
        assertThat(test.update(true)).isEqualTo(Drift.WARNING);
        assertThat(test.update(true)).isEqualTo(Drift.DRIFT);
        // and everything starts anew
        assertThat(test.update(true)).isEqualTo(Drift.NONE);
    }

    @Test
    void shouldTolerateDelta() {
        // 0, 0.4, 0.9 - 0.1 - 1/3 ... : with delta 0.1 the same sequence stays below 1 for longer
        PageHinkley test = new PageHinkley(1, 0.1, 0.9, 1);
        List<Drift> found = Errors.feed(new boolean[] {false, true, true, true, true, true}, test);

        // g is 0, 0.4, 0.633, 0.783, 0.883, 0.95
        assertThat(found.indexOf(Drift.WARNING)).isEqualTo(2);
        assertThat(found.indexOf(Drift.DRIFT)).isEqualTo(5);
    }

    @Test
    void shouldSayNothingBeforeItsMinimumOfExamples() {
        boolean[] errors = new boolean[20];
        Arrays.fill(errors, 1, 20, true);

        List<Drift> found = Errors.feed(errors, new PageHinkley(15, 0, 1, 1));

        assertThat(found.subList(0, 14)).containsOnly(Drift.NONE);
        assertThat(found.get(14)).isEqualTo(Drift.DRIFT);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldBeTheDistanceOfTheCumulatedSumFromItsMinimum(long seed) {
        boolean[] errors = Errors.jump(0.1, 0.4, 500, 900, seed);
        double lambda = 20;

        List<Drift> found = Errors.feed(errors, new PageHinkley(30, 0.005, lambda, 1));

        int drift = found.indexOf(Drift.DRIFT);
        assertThat(drift).isGreaterThan(500);
        for (int i = 30; i <= drift; i++) {
            double distance = distance(errors, i + 1, 0.005);
            boolean warning = distance > lambda / 2;
            Drift expected = warning ? Drift.WARNING : Drift.NONE;
            assertThat(found.get(i)).isEqualTo(distance > lambda ? Drift.DRIFT : expected);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldNeverAlarmAfterALongFallOfTheErrorRate(long seed) {
        boolean[] falling = Errors.jump(0.9, 0.05, 5_000, 60_000, seed);

        assertThat(Errors.feed(falling, new PageHinkley())).containsOnly(Drift.NONE);
    }

    @Test
    void shouldRefuseSettingsOutOfRange() {
        assertThatThrownBy(() -> new PageHinkley(0, 0, 1, 1)).hasMessageContaining("got 0, ");
        assertThatThrownBy(() -> new PageHinkley(1, -1, 1, 1)).hasMessageContaining("delta >= 0");
        assertThatThrownBy(() -> new PageHinkley(1, 0, 0, 1)).hasMessageContaining("lambda > 0");
        assertThatThrownBy(() -> new PageHinkley(1, 0, 1, 1.1)).hasMessageContaining("alpha <= 1");
    }

    /**
     * The definition: m(t) sums x - mean - delta up to t; the distance of the last from the least.
     */
    private static double distance(boolean[] errors, int examples, double delta) {
        double sum = 0;
        double least = 0;
        for (int i = 0; i < examples; i++) {
            sum += (errors[i] ? 1 : 0) - Errors.rate(errors, 0, i + 1) - delta;
            least = Math.min(least, sum);
        }
        return sum - least;
    }
}
