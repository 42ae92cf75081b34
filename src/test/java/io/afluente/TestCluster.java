package io.afluente;

import io.afluente.stream.topic.KafkaCalls;
import io.afluente.stream.topic.TopicAdmin;
import io.afluente.stream.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A real cluster with topic names that only this test uses.
 *
 * @param bootstrapServers where clients find it
 * @param topics behind a prefix of this test's own; created on request
 */
public record TestCluster(String bootstrapServers, Topics topics) {

    /** The configuration of any client. */
    public Map<String, Object> client() {
        return Map.of("bootstrap.servers", bootstrapServers);
    }

    /** The words of a command line that runs a command against this cluster. */
    public String[] arguments(String command, String... more) {
        return Stream.of(
                        Stream.of(command.split(" ", -1)),
                        Stream.of("--bootstrap-server", bootstrapServers),
                        Stream.of("--topic-prefix", topics.prefix()),
                        Stream.of(more))
                .flatMap(words -> words)
                .toArray(String[]::new);
    }

    /** Creates all topics as their files say. */
    public TestCluster withTopics() {
        try (Admin admin = Admin.create(client())) {
            new TopicAdmin(admin, topics).create(Optional.empty(), Optional.empty());
        }
        return this;
    }

    /** Sends records in their order and waits until all are on the broker. */
    public void send(List<ProducerRecord<byte[], byte[]>> records) {
        try (var producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrapServers, "max.request.size", 16 << 20),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            var sent = records.stream().map(producer::send).toList();
            sent.forEach(KafkaCalls::await);
        }
    }

    /** Sends one record whose key and value are text. */
    public void send(String topic, String key, String value) {
        send(List.of(new ProducerRecord<>(topic, bytes(key), bytes(value))));
    }

    /** All committed records that are on a topic now, partition by partition. */
    public List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        try (var consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers", bootstrapServers,
                                "isolation.level", "read_committed",
                                "auto.offset.reset", "earliest"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    /** All committed records that are on a topic now, once there are so many; fails after 30 s. */
    public List<ConsumerRecord<byte[], byte[]>> read(String topic, int atLeast) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        List<ConsumerRecord<byte[], byte[]>> records = read(topic);
        while (records.size() < atLeast) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        topic + " has " + records.size() + " records, not " + atLeast);
            }
            records = read(topic);
        }
        return records;
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
