package io.afluente.stream.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.meter.Meters;
import io.afluente.stream.runtime.AppConfig;
import io.afluente.stream.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

/** What was deleted is told for longer than anybody goes on by what it has on its disk. */
class JoinStateTest {
    private static final Duration IN_VERSION_010 = Duration.ofMinutes(10);

    @Test
    void shouldTellForADayWhatWasDeleted() {
        assertThat(JoinState.builder().logConfig())
                .containsEntry("delete.retention.ms", "" + Duration.ofDays(1).toMillis());
    }

    @Test
    void shouldNotGoOnByAStoreThatMayHaveMissedWhatWasDeleted() {
        Map<String, Object> config =
                new JoinConfig(
                                new AppConfig(
                                        Map.of(),
                                        "app",
                                        "exactly_once_v2",
                                        "state",
                                        Optional.empty(),
                                        1,
                                        100,
                                        Meters.none()))
                        .of(Topics.withPrefix(""));

        assertThat((long) config.get(StreamsConfig.STATE_CLEANUP_DIR_MAX_AGE_MS_CONFIG))
                .isPositive()
                .isLessThan(IN_VERSION_010.dividedBy(2).toMillis());
        assertThat((long) config.get(StreamsConfig.STATE_CLEANUP_DELAY_MS_CONFIG))
                .isLessThan(IN_VERSION_010.dividedBy(2).toMillis());
    }
}
