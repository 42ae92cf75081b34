package io.afluente.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdwinTest {
    @ParameterizedTest
    @CsvSource({
        "0.1, 0.5, 32",
        "0.5, 0.1, 32",
        "0.02, 0.1, 32",
        "0.9, 0.05, 5",
        "0.05, 0.9, 5",
        "0.3, 0.45, 7",
        "0, 1, 32",
        "1, 0, 32"
    })
    void shouldAgreeWithAWindowThatKeepsEveryExample(double before, double after, int every) {
        for (long seed = 1; seed <= 2; seed++) {
            // Given
            Adwin adwin = new Adwin(0.002, every);
            AdwinOracle oracle = new AdwinOracle(0.002, every);
            for (boolean error : Errors.jump(before, after, 1_500, 3_000, seed)) {
                // When
                Drift found = adwin.update(error);
                // Then
                assertThat(found).isEqualTo(oracle.update(error));
                assertThat(adwin.window()).isEqualTo(oracle.window());
                assertThat(adwin.errorRate()).isEqualTo(oracle.errorRate());
            }
        }
    }

    @Test
    void shouldForgetWhatWasBeforeADrift() {
        Adwin adwin = new Adwin();
        Errors.feed(Errors.jump(0.05, 0.6, 10_000, 12_000, 1), adwin);

        assertThat(adwin.window()).isBetween(1_800L, 2_200L);
        assertThat(adwin.errorRate()).isBetween(0.55, 0.65);
    }

    @Test
    void shouldShortenItsWindowSilentlyWhenTheErrorRateFalls() {
        Adwin adwin = new Adwin();
        boolean[] falling = Errors.jump(0.6, 0.05, 10_000, 12_000, 1);

        assertThat(Errors.feed(falling, adwin)).containsOnly(Drift.NONE);
        assertThat(adwin.window()).isBetween(1_800L, 2_200L);
    }

    @Test
    void shouldKeepAllOfAStreamThatStaysTheSame() {
        Adwin adwin = new Adwin();

        assertThat(Errors.feed(Errors.bernoulli(0.2, 100_000, 1), adwin)).containsOnly(Drift.NONE);
        assertThat(adwin.window()).isEqualTo(100_000);
    }

    @ParameterizedTest
    @CsvSource({
        "0.002, 0.01, 1", "0.002, 0.05, 1", "0.002, 0.2, 1", "0.002, 0.5, 1",
        "0.05, 0.01, 5", "0.05, 0.05, 5", "0.05, 0.2, 5", "0.05, 0.5, 5"
    })
    void shouldRaiseFarFewerFalseAlarmsThanDeltaAllows(double delta, double rate, int most) {
        // Given 20 streams with 625 checks each, so that delta would allow 25 and 625
        int alarms = 0;
        for (long seed = 1; seed <= 20; seed++) {
            boolean[] errors = Errors.bernoulli(rate, 20_000, seed);
            List<Drift> found = Errors.feed(errors, new Adwin(delta, 32));
            alarms += Errors.indices(found, Drift.DRIFT).size();
        }
        assertThat(alarms).isLessThanOrEqualTo(most);
    }

    @Test
    void shouldRefuseSettingsOutOfRange() {
        assertThatThrownBy(() -> new Adwin(0, 32)).hasMessageContaining("got 0.0, 32");
        assertThatThrownBy(() -> new Adwin(Double.NaN, 32)).hasMessageContaining("got NaN, 32");
        assertThatThrownBy(() -> new Adwin(0.002, 0)).hasMessageContaining("got 0.002, 0");
    }
}
