package io.afluente.stream.client;

import io.afluente.stream.record.RecordPosition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Fetches single committed records by where they stand. Belongs to one thread. */
public final class RecordLookup implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Range> ranges = new HashMap<>();

    private record Range(long begin, long end) {
        boolean has(long offset) {
            return offset >= begin && offset < end;
        }
    }

    public RecordLookup(Map<String, Object> client) {
        // single records are wanted, not what stands behind them
        Map<String, Object> little =
                Map.of(
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        1,
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                        16 << 10);
        this.consumer = CommittedRecords.consumer(client, little);
    }

    /** The record; empty if the log no longer has it, or never had one there. */
    public Optional<ConsumerRecord<byte[], byte[]>> find(RecordPosition source) {
        TopicPartition partition = new TopicPartition(source.topic(), source.partition());
        if (!isThere(partition, source.offset())) {
            return Optional.empty();
        }
        consumer.assign(List.of(partition));
        consumer.seek(partition, source.offset());
        while (consumer.position(partition) <= source.offset()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(CommittedRecords.POLL)) {
                return Optional.of(record).filter(found -> found.offset() == source.offset());
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private boolean isThere(TopicPartition partition, long offset) {
        Range known = ranges.computeIfAbsent(partition, this::range);
        if (offset >= known.end()) {
            known = range(partition);
            ranges.put(partition, known);
        }
        return known.has(offset);
    }

    private Range range(TopicPartition partition) {
        return new Range(
                consumer.beginningOffsets(List.of(partition)).get(partition),
                consumer.endOffsets(List.of(partition)).get(partition));
    }
}
