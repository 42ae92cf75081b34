package io.afluente.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateTest {
    @Test
    void shouldLookBackOnTwoSeconds() {
        Rate rate = new Rate();
        rate.add(100, 0);
        rate.add(200, 1_000);

        assertThat(rate.at(1_000)).isEqualTo(150);
        assertThat(rate.at(2_000)).isEqualTo(100);
        assertThat(rate.at(3_000)).isZero();
    }

    @Test
    void shouldTellWhatMostOfTheLatestAreBelow() {
        SlidingWindow recent = new SlidingWindow(100);
        assertThat(recent.quantile(0.95)).isNull();
        for (int i = 0; i <= 100; i++) {
            recent.add(i);
        }

        assertThat(recent.quantile(0.5)).isEqualTo(51);
        assertThat(recent.quantile(0.95)).isEqualTo(96);
        assertThat(recent.mean()).isEqualTo(50.5);
    }
}
