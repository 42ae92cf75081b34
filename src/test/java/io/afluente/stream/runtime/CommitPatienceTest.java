package io.afluente.stream.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.CountingMeters;
import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.junit.jupiter.api.Test;

/** Commits that come to nothing are done again, but not for ever. */
class CommitPatienceTest {
    private final KafkaException fault =
            new KafkaException("Unhandled error in EndTxnResponse: an unexpected error");

    private final CountingMeters meters = new CountingMeters();
    private Duration now = Duration.ofHours(7);
    private final CommitPatience patience =
            new CommitPatience(
                    Duration.ofMinutes(5),
                    () -> now.toNanos(),
                    meters.counter("commits.lost", "role", "learn"));

    @Test
    void shouldGiveUpWhereEveryCommitIsLost() {
        for (int i = 0; i < 6; i++) {
            lose();
            now = now.plusMinutes(1);
        }

        assertThatThrownBy(this::commit)
                .isExactlyInstanceOf(KafkaException.class)
                .hasMessageContaining("no commit has counted for 360 s, after 7 tries: Unhandled")
                .hasCause(fault);
        assertThat(meters.count("commits.lost")).isEqualTo(7);
    }

    @Test
    void shouldBeginAnewAfterACommitThatCounts() {
        for (int i = 0; i < 100; i++) {
            lose();
            now = now.plusMinutes(4);
            lose();
            patience.committed();
            now = now.plusMinutes(4);
        }
    }

    @Test
    void shouldHaveTheThreadStopOnceItGivesUp() {
        lose();
        now = now.plusMinutes(6);

        assertThatThrownBy(this::commit)
                .isNotInstanceOf(ProducerFencedException.class)
                .hasMessageContaining("no commit has counted");
    }

    private void commit() {
        throw RecoverableProducer.told(fault, patience);
    }

    private void lose() {
        assertThatThrownBy(this::commit).isInstanceOf(ProducerFencedException.class);
    }
}
