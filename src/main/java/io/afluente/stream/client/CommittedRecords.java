package io.afluente.stream.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Plain consumers of what is committed, as bytes. They commit nothing themselves, whatever the
 * client's configuration says.
 */
public final class CommittedRecords {
    /**
     * How long a poll waits where there is nothing; with the first records it returns at once. So
     * long at most a reader overlooks that it is to end, or that somebody waits for what it paused.
     */
    public static final Duration POLL = Duration.ofMillis(25);

    private CommittedRecords() {}

    /**
     * A consumer that is assigned to nothing yet.
     *
     * @param client configuration of any Kafka client
     */
    public static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> client) {
        return consumer(client, Map.of());
    }

    /**
     * The same with settings of its own.
     *
     * @param own win over those of the client
     */
    public static KafkaConsumer<byte[], byte[]> consumer(
            Map<String, Object> client, Map<String, Object> own) {
        Map<String, Object> config = new HashMap<>(client);
        config.putAll(own);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return new KafkaConsumer<>(
                config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Reads a partition from its beginning to where it ends now.
     *
     * @return offset of the last record; -1 where there is none
     */
    static long each(
            Map<String, Object> client,
            TopicPartition partition,
            Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        long last = -1;
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(client)) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    reader.accept(record);
                    last = record.offset();
                }
            }
        }
        return last;
    }

    /** All partitions that a topic has now. */
    public static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }
}
