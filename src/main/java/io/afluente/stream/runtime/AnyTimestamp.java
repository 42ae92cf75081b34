package io.afluente.stream.runtime;

import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Takes a record whatever its clock says: where the timestamp is negative or missing, the time of
 * its partition so far stands in, or now where that has none yet, so that the record neither stops
 * the stream nor gets lost, and what is made of it is not too old to be kept.
 */
public final class AnyTimestamp implements TimestampExtractor {
    private final LongSupplier now;

    public AnyTimestamp() {
        this(System::currentTimeMillis);
    }

    /**
     * @param now the time, in milliseconds
     */
    public AnyTimestamp(LongSupplier now) {
        this.now = now;
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        if (record.timestamp() >= 0) {
            return record.timestamp();
        }
        return partitionTime >= 0 ? partitionTime : now.getAsLong();
    }
}
