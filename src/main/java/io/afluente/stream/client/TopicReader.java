package io.afluente.stream.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the committed records of a whole topic, in a group of its own and leaving no trace on the
 * cluster. Belongs to one thread.
 */
public final class TopicReader implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    /** Where reading begins. */
    public enum From {
        BEGINNING,
        NOW
    }

    /**
     * @param client configuration of any Kafka client
     * @param topic that exists
     */
    public TopicReader(Map<String, Object> client, String topic, From from) {
        consumer = CommittedRecords.consumer(client);
        partitions = CommittedRecords.partitions(consumer, topic);
        consumer.assign(partitions);
        begin(from);
    }

    /** The next records; none if none come for a while. */
    public ConsumerRecords<byte[], byte[]> next() {
        return consumer.poll(CommittedRecords.POLL);
    }

    /** Reads up to what is the end at this moment. */
    public void readToEnd(Consumer<ConsumerRecord<byte[], byte[]>> each) {
        last(
                record -> {
                    each.accept(record);
                    return false;
                });
    }

    /** Reads up to what is the end at this moment; the last record that fits, if any does. */
    public Optional<ConsumerRecord<byte[], byte[]>> last(
            Predicate<ConsumerRecord<byte[], byte[]>> fits) {
        return last(consumer.endOffsets(partitions), fits);
    }

    /** The same up to these places, each on its partition; waits for transactions that are open. */
    Optional<ConsumerRecord<byte[], byte[]>> last(
            Map<TopicPartition, Long> ends, Predicate<ConsumerRecord<byte[], byte[]>> fits) {
        ConsumerRecord<byte[], byte[]> last = null;
        while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
            for (ConsumerRecord<byte[], byte[]> record : next()) {
                if (record.offset() < ends.get(partitionOf(record)) && fits.test(record)) {
                    last = record;
                }
            }
        }
        return Optional.ofNullable(last);
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void begin(From from) {
        if (from == From.BEGINNING) {
            consumer.seekToBeginning(partitions);
        } else {
            consumer.seekToEnd(partitions);
        }
        // looked up now, not when the first records are asked for
        partitions.forEach(consumer::position);
    }

    private static TopicPartition partitionOf(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
