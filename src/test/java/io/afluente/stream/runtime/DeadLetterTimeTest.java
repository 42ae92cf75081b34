package io.afluente.stream.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.stream.topic.TopicFile;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A dead letter has its record's time, unless it would be deleted or refused for it. */
class DeadLetterTimeTest {
    private static final long NOW = 1_800_000_000_000L;

    @ParameterizedTest
    @CsvSource({"0,0", "14,14", "16,0", "9000,0", "-1,0"})
    void shouldBeTheRecordsWhereTheDlqKeepsIt(long daysOld, long daysOfLetter) {
        DeadLetterTime time = DeadLetterTime.of(TopicFile.load("images-dlq"));

        assertThat(time.of(ago(daysOld), NOW)).isEqualTo(ago(daysOfLetter));
    }

    @ParameterizedTest
    @CsvSource({"9000,9000", "-1,0"})
    void shouldBeAnyPastTimeWhereTheDlqKeepsAll(long daysOld, long daysOfLetter) {
        assertThat(new DeadLetterTime(-1).of(ago(daysOld), NOW)).isEqualTo(ago(daysOfLetter));
    }

    private static long ago(long days) {
        return NOW - Duration.ofDays(days).toMillis();
    }
}
