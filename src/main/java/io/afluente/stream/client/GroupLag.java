package io.afluente.stream.client;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How many records of a topic a group has still to read. Looks at the first record that the group
 * would get, so that commit markers, aborted records and records deleted by retention that follow
 * what it has read don't count: an idle exactly-once partition is 0 behind. (Those that lie between
 * records it has still to read do: nobody can tell without reading them.) Only looks: it joins no
 * group and commits nothing. Belongs to one thread.
 */
public final class GroupLag implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String topic;

    /**
     * @param client configuration of any Kafka client
     * @param group whose committed offsets count
     */
    public GroupLag(Map<String, Object> client, String group, String topic) {
        Map<String, Object> asThatGroup =
                Map.of(
                        ConsumerConfig.GROUP_ID_CONFIG,
                        group,
                        // one record of each partition is enough to know where it goes on
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        1,
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                        1);
        this.consumer = CommittedRecords.consumer(client, asThatGroup);
        this.topic = topic;
    }

    /** Records of all partitions together. */
    public long records() {
        List<TopicPartition> partitions = CommittedRecords.partitions(consumer, topic);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> next = nextOffsets(partitions);
        next.keySet().removeIf(partition -> next.get(partition) >= ends.get(partition));
        skipToRecords(next, ends);
        return next.keySet().stream()
                .mapToLong(at -> Math.max(0, ends.get(at) - next.get(at)))
                .sum();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private Map<TopicPartition, Long> nextOffsets(List<TopicPartition> partitions) {
        Map<TopicPartition, Long> next = consumer.beginningOffsets(partitions);
        Map<TopicPartition, OffsetAndMetadata> committed =
                consumer.committed(Set.copyOf(partitions));
        committed.forEach(
                (partition, at) -> {
                    if (at != null) {
                        next.merge(partition, at.offset(), Math::max);
                    }
                });
        return next;
    }

    /** Moves each position on to the first record there, or to the end. */
    private void skipToRecords(Map<TopicPartition, Long> next, Map<TopicPartition, Long> ends) {
        consumer.assign(next.keySet());
        consumer.resume(next.keySet());
        next.forEach(consumer::seek);
        Set<TopicPartition> open = new HashSet<>(next.keySet());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!open.isEmpty() && System.nanoTime() < deadline) {
            for (ConsumerRecord<byte[], byte[]> first : consumer.poll(CommittedRecords.POLL)) {
                TopicPartition partition = new TopicPartition(topic, first.partition());
                next.put(partition, first.offset());
                consumer.pause(List.of(partition));
                open.remove(partition);
            }
            open.removeIf(partition -> isAtEnd(partition, next, ends));
        }
    }

    private boolean isAtEnd(
            TopicPartition partition,
            Map<TopicPartition, Long> next,
            Map<TopicPartition, Long> ends) {
        long position = consumer.position(partition);
        if (position < ends.get(partition)) {
            return false;
        }
        next.put(partition, position);
        return true;
    }
}
