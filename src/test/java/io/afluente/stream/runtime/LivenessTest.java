package io.afluente.stream.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A learner's transaction lasts as long as its writing takes. */
class LivenessTest {
    private final Liveness liveness = new Liveness(Optional.empty(), 100);

    @Test
    void shouldLeaveTimeToWriteTheNetworkAndTheKeptExamples() {
        int least = liveness.transactionMillis(0, 0, Duration.ZERO);

        assertThat(liveness.transactionMillis(1_000_000, 0, Duration.ZERO))
                .isEqualTo(least + 11_200);
        assertThat(liveness.transactionMillis(0, 30_000_000, Duration.ZERO))
                .isEqualTo(least + 12_000);
        assertThat(liveness.transactionMillis(1_000_000, 30_000_000, Duration.ZERO))
                .isEqualTo(least + 23_200);
    }

    @Test
    void shouldNeverAskForMoreThanBrokersAllow() {
        assertThat(liveness.transactionMillis(0, 1L << 40, Duration.ZERO)).isEqualTo(900_000);
    }
}
