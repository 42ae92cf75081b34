package io.afluente.learn.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

import io.afluente.evaluate.Drift;
import io.afluente.evaluate.DriftMethod;
import io.afluente.learn.Saving;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DriftWatchTest {
    private static final int CHANGE = 3_000;

    @Test
    void shouldActOnceForOneChange() {
        DriftWatch watch = new DriftWatch(settings(DriftMethod.ADWIN, DriftAction.RAISE_RATE));

        List<Integer> actions = actions(watch, 6_000);

        assertThat(actions).hasSize(1);
        assertThat(actions.get(0)).isBetween(CHANGE, CHANGE + 500);
        assertThat(watch.state().total()).isPositive();
        assertThat(watch.state().detector()).isEqualTo("adwin");
    }

    @Test
    void shouldRaiseTheRateWhileItCoolsDown() {
        DriftWatch watch = new DriftWatch(settings(DriftMethod.ADWIN, DriftAction.RAISE_RATE));
        int acted = actions(watch, 3_500).get(0);
        pass(watch, acted + 1_000 - 3_500);
        assertThat(watch.rate(0.5)).isEqualTo(3);

        pass(watch, 3_000);
        assertThat(watch.rate(0.5)).isEqualTo(3);
        pass(watch, 1);
        assertThat(watch.rate(0.5)).isEqualTo(0.5);
    }

    @ParameterizedTest
    @EnumSource(mode = EXCLUDE, names = "NONE")
    void shouldBeginWithSmallStepsAfterAnAction(DriftAction action) {
        DriftWatch watch = new DriftWatch(settings(DriftMethod.ADWIN, action));
        actions(watch, CHANGE);
        double full = action == DriftAction.RAISE_RATE ? 3 : 0.5;
        while (watch.takeAction().isEmpty()) {
            watch.update(true);
        }

        assertThat(watch.rate(0.5)).isEqualTo(full / 800);
        pass(watch, 399);
        assertThat(watch.rate(0.5)).isEqualTo(full / 2);
        pass(watch, 400);
        assertThat(watch.rate(0.5)).isEqualTo(full);
    }

    @Test
    void shouldOnlyTellWhereNoActionIsWanted() {
        DriftWatch watch = new DriftWatch(settings(DriftMethod.ADWIN, DriftAction.NONE));

        assertThat(actions(watch, 6_000)).isEmpty();
        assertThat(watch.state().total()).isPositive();
    }

    @Test
    void shouldSayNothingWithoutADetector() {
        DriftWatch watch = new DriftWatch(DriftSettings.NONE);

        assertThat(actions(watch, 6_000)).isEmpty();
        assertThat(watch.state()).isEqualTo(new DriftState("none", "none", 0));
    }

    @Test
    void shouldTellEachChangeOfLevelOnce() {
        DriftWatch watch = new DriftWatch(settings(DriftMethod.DDM, DriftAction.NONE));
        List<Drift> told = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < 4_000; i++) {
            watch.update(error(random, i)).ifPresent(told::add);
        }

        assertThat(told).contains(Drift.WARNING, Drift.DRIFT);
        for (int i = 1; i < told.size(); i++) {
            assertThat(told.get(i)).isNotEqualTo(told.get(i - 1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldGoOnTheSameAfterBeingPutAway(DriftMethod method) throws IOException {
        DriftSettings settings = settings(method, DriftAction.RAISE_RATE);
        DriftWatch undisturbed = new DriftWatch(settings);
        DriftWatch restarted = new DriftWatch(settings);
        Random random = new Random(1);
        for (int i = 0; i < 5_000; i++) {
            boolean error = error(random, i);
            assertThat(restarted.update(error)).isEqualTo(undisturbed.update(error));
            if (i % 7 == 6) {
                restarted = Saving.again(restarted, () -> new DriftWatch(settings));
                assertThat(restarted.takeAction()).isEqualTo(undisturbed.takeAction());
                assertThat(restarted.rate(1)).isEqualTo(undisturbed.rate(1));
            }
        }
        assertThat(undisturbed.state().total()).isPositive();
    }

    private static void pass(DriftWatch watch, int examples) {
        for (int i = 0; i < examples; i++) {
            watch.update(false);
        }
    }

    private static List<Integer> actions(DriftWatch watch, int examples) {
        List<Integer> actions = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < examples; i++) {
            watch.update(error(random, i));
            if (i % 64 == 63 && watch.takeAction().isPresent()) {
                actions.add(i);
            }
        }
        return actions;
    }

    private static boolean error(Random random, int i) {
        return random.nextDouble() < (i < CHANGE ? 0.05 : 0.9);
    }

    private static DriftSettings settings(DriftMethod method, DriftAction action) {
        return new DriftSettings(Optional.of(method), 500, action, 4_000, 3);
    }
}
