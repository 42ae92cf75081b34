package io.afluente.stream;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Plain consumers of what is committed, as bytes. They commit nothing themselves, whatever the
 * client's configuration says.
 */
public final class CommittedRecords {
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
    static KafkaConsumer<byte[], byte[]> consumer(
            Map<String, Object> client, Map<String, Object> own) {
        Map<String, Object> config = new HashMap<>(client);
        config.putAll(own);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return new KafkaConsumer<>(
                config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** All partitions that a topic has now. */
    public static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }
}
