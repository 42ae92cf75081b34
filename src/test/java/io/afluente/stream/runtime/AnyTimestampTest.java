package io.afluente.stream.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** A record goes on whatever its clock says, and is never made older than it can be. */
class AnyTimestampTest {
    private static final long NOW = 1_795_000_000_000L;

    private final AnyTimestamp timestamps = new AnyTimestamp(() -> NOW);

    @Test
    void shouldTakeTheRecordsOwn() {
        assertThat(timestamps.extract(record(5), 7)).isEqualTo(5);
        assertThat(timestamps.extract(record(0), 7)).isZero();
    }

    @Test
    void shouldTakeThePartitionsWhereTheRecordHasNone() {
        assertThat(timestamps.extract(record(-1), 7)).isEqualTo(7);
    }

    @Test
    void shouldTakeNowWhereThePartitionHasHadNoneEither() {
        assertThat(timestamps.extract(record(-1), -1)).isEqualTo(NOW);
    }

    private static ConsumerRecord<Object, Object> record(long timestamp) {
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
