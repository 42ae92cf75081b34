package io.afluente.stream.join;

import io.afluente.stream.runtime.AnyTimestamp;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Takes a record whatever its clock says, but none for later than now: Kafka Streams reads the
 * earliest first, and a record of the far future would wait for as long as anything else comes.
 */
final class NotFuture implements TimestampExtractor {
    private final TimestampExtractor any;
    private final LongSupplier now;

    NotFuture(LongSupplier now) {
        this.any = new AnyTimestamp(now);
        this.now = now;
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        return Math.min(any.extract(record, partitionTime), now.getAsLong());
    }
}
