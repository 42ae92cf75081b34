package io.afluente.demo;

import io.afluente.stream.client.CommittedRecords;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How far the partitions of a topic reach, for counting what should have been answered. */
final class PartitionEnds {
    private PartitionEnds() {}

    /** The offset after the last record of each partition. */
    static Map<Integer, Long> of(Map<String, Object> client, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Map<Integer, Long> ends = new HashMap<>();
            consumer.endOffsets(CommittedRecords.partitions(consumer, topic))
                    .forEach((at, end) -> ends.put(at.partition(), end));
            return ends;
        }
    }
}
