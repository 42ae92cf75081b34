package io.afluente.stream.join;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** Time runs only while the join does, whatever clocks say. */
class RunningTimeTest {
    @Test
    void shouldRunAsTheClockDoes() {
        RunningTime time = new RunningTime(100, 10);

        time.tick(5_000);
        time.tick(5_004);
        time.tick(5_009);

        assertThat(time.millis()).isEqualTo(109);
    }

    @Test
    void shouldMoveByOneStepAtMostWhereTheClockJumps() {
        RunningTime time = new RunningTime(0, 10);

        time.tick(5_000);
        time.tick(9_000_000);
        time.tick(4_000);
        time.tick(4_003);

        assertThat(time.millis()).isEqualTo(13);
    }

    @Test
    void shouldLetNoRecordBeLaterThanNow() {
        NotFuture timestamps = new NotFuture(() -> 1_000);

        assertThat(timestamps.extract(recordAt(2_000), 0)).isEqualTo(1_000);
        assertThat(timestamps.extract(recordAt(900), 0)).isEqualTo(900);
        assertThat(timestamps.extract(recordAt(-1), 700)).isEqualTo(700);
    }

    private static ConsumerRecord<Object, Object> recordAt(long timestamp) {
        return new ConsumerRecord<>(
                "images",
                0,
                0,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                null,
                null,
                new RecordHeaders(),
                Optional.empty());
    }
}
