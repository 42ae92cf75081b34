package io.afluente.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    private long now = 5_000;

    private Pace pace(double perSecond) {
        return new Pace(perSecond, () -> now, nanos -> now += nanos);
    }

    @Test
    void shouldTakeASecondForASecondsTurns() {
        Pace pace = pace(100);

        turns(pace, 101);

        assertThat(now - 5_000).isEqualTo(Duration.ofSeconds(1).toNanos());
    }

    @Test
    void shouldMakeUpForAShortDelay() {
        Pace pace = pace(100);
        turns(pace, 50);
        now += Duration.ofMillis(400).toNanos();

        turns(pace, 51);

        assertThat(now - 5_000).isEqualTo(Duration.ofSeconds(1).toNanos());
    }

    @Test
    void shouldNotHurryAfterALongDelay() {
        Pace pace = pace(100);
        turns(pace, 50);
        now += Duration.ofHours(1).toNanos();
        long resumed = now;

        turns(pace, 101);

        assertThat(now - resumed).isEqualTo(Duration.ofSeconds(1).toNanos());
    }

    @Test
    void shouldNotWaitWithoutALimit() {
        Pace pace = Pace.unlimited();

        turns(pace, 1_000_000);

        assertThat(now).isEqualTo(5_000);
    }

    private static void turns(Pace pace, int count) {
        for (int i = 0; i < count; i++) {
            pace.await();
        }
    }
}
