package io.afluente.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afluente.TestCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** All that topics have come to say, in the eyes of one consumer. Belongs to one thread. */
final class Told implements AutoCloseable {
    private static final Duration GLANCE = Duration.ofMillis(5);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

    private Told(TestCluster cluster, String isolation, String... topics) {
        consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                cluster.bootstrapServers(),
                                "isolation.level",
                                isolation),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        List<TopicPartition> partitions =
                Stream.of(topics)
                        .flatMap(topic -> consumer.partitionsFor(topic).stream())
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** What is committed. */
    static Told committed(TestCluster cluster, String... topics) {
        return new Told(cluster, "read_committed", topics);
    }

    /** What is written, whether it will be committed or not. */
    static Told written(TestCluster cluster, String... topics) {
        return new Told(cluster, "read_uncommitted", topics);
    }

    /** Looks once more, and gives all records so far. */
    List<ConsumerRecord<byte[], byte[]>> look() {
        consumer.poll(GLANCE).forEach(records::add);
        return records;
    }

    /** Looks until it has seen all that is there at the call. */
    Told catchUp() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.keySet().stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
            look();
        }
        return this;
    }

    /** All records so far of one topic, in the order of each partition. */
    List<ConsumerRecord<byte[], byte[]>> of(String topic) {
        return records.stream().filter(record -> record.topic().equals(topic)).toList();
    }

    /** All values so far of one topic, as text. */
    List<String> textsOf(String topic) {
        return of(topic).stream().map(record -> new String(record.value(), UTF_8)).toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
