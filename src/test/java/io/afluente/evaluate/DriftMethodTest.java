package io.afluente.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DriftMethodTest {
    @ParameterizedTest
    @EnumSource
    void shouldStaySilentWhileANetworkLearns(DriftMethod method) {
        for (long seed = 1; seed <= 30; seed++) {
            boolean[] errors = Errors.learning(60_000, seed);

            List<Drift> found = Errors.feed(errors, method.after(DriftMethod.WARM_UP));

            assertThat(found).as("seed %d", seed).doesNotContain(Drift.DRIFT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldReportPermutedLabelsWithin1000Examples(DriftMethod method) {
        for (long seed = 1; seed <= 30; seed++) {
            boolean[] errors = Errors.learning(60_000, seed);
            // nearly all wrong, then learned anew
            boolean[] permuted = Errors.learning(30_000, seed + 100);
            System.arraycopy(permuted, 0, errors, 30_000, 30_000);

            List<Drift> found = Errors.feed(errors, method.after(DriftMethod.WARM_UP));

            assertThat(found.indexOf(Drift.DRIFT)).as("seed %d", seed).isBetween(30_000, 31_000);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldReportARiseFromTwoToTwentyPerCentWithin1000Examples(DriftMethod method) {
        for (long seed = 1; seed <= 30; seed++) {
            boolean[] errors = Errors.jump(0.02, 0.2, 20_000, 21_000, seed);

            List<Drift> found = Errors.feed(errors, method.after(0));

            assertThat(found.subList(20_000, 21_000)).as("seed %d", seed).contains(Drift.DRIFT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldIgnoreTheWarmUp(DriftMethod method) {
        boolean[] errors = Errors.jump(0.1, 0.6, 3_000, 5_000, 1);
        boolean[] late = new boolean[6_000];
        Arrays.fill(late, 0, 1_000, true);
        System.arraycopy(errors, 0, late, 1_000, 5_000);

        List<Drift> found = Errors.feed(late, method.after(1_000));

        assertThat(found.subList(0, 1_000)).containsOnly(Drift.NONE);
        assertThat(found.subList(1_000, 6_000)).isEqualTo(Errors.feed(errors, method.after(0)));
    }

    @Test
    void shouldRefuseANegativeWarmUp() {
        assertThatThrownBy(() -> DriftMethod.ADWIN.after(-1))
                .hasMessage("warm-up: must be 0 or more, got -1");
    }
}
