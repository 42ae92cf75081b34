package io.afluente.stream.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.stream.classify.AnswerTime;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Transactions last as long as the slowest image needs. */
class AnswerTimeTest {
    private final AnswerTime time = new AnswerTime(3);
    private final Liveness liveness = new Liveness(Optional.empty(), 100);

    @Test
    void shouldLeaveAQuickNetworkTheUsualTransaction() {
        Duration pass = time.pass(Duration.ofNanos(100_000));

        assertThat(liveness.transactionTime(pass)).isBetween(seconds(10), seconds(10.1));
    }

    @Test
    void shouldLeaveASlowOneAnImageOfEachPartition() {
        Duration pass = time.pass(seconds(2));

        assertThat(pass).isEqualTo(seconds(24));
        assertThat(liveness.transactionTime(pass)).isEqualTo(seconds(34));
        assertThat(time.mostOfAnImage(seconds(34))).isGreaterThan(seconds(2));
    }

    @Test
    void shouldNeverAllowLongerThanAGroupWaitsForAPoll() {
        assertThat(time.pass(time.mostOfAnImage())).isEqualTo(seconds(150));
        assertThat(liveness.transactionTime(Duration.ofHours(1)))
                .as("transaction.max.timeout.ms")
                .isEqualTo(seconds(900));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(1_000 * seconds));
    }
}
