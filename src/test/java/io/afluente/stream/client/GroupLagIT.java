package io.afluente.stream.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.BrokerExtension;
import io.afluente.TestCluster;
import io.afluente.stream.topic.KafkaCalls;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BrokerExtension.class)
class GroupLagIT {
    private static final String GROUP = "readers";

    @Test
    void shouldNotCountCommitMarkersAndAbortedRecords(TestCluster cluster) {
        TopicPartition partition = firstPartition(cluster.withTopics());
        try (var lag = new GroupLag(cluster.client(), GROUP, partition.topic());
                var admin = Admin.create(cluster.client());
                var producer = producer(cluster)) {
            producer.initTransactions();

            send(producer, partition, 2);
            producer.commitTransaction();
            awaitLag(lag, 3); // two records and a marker, which appears a little later

            commit(admin, partition, 2);
            assertThat(lag.records()).isZero();

            send(producer, partition, 5);
            producer.abortTransaction();
            assertThat(lag.records()).isZero();

            send(producer, partition, 1);
            assertThat(lag.records()).as("in a transaction that goes on").isZero();
            producer.commitTransaction();
            awaitLag(lag, 2);
        }
    }

    @Test
    void shouldNotCountDeletedRecords(TestCluster cluster) {
        TopicPartition partition = firstPartition(cluster.withTopics());
        try (var lag = new GroupLag(cluster.client(), GROUP, partition.topic());
                var admin = Admin.create(cluster.client())) {
            for (int i = 0; i < 10; i++) {
                cluster.send(partition.topic(), "same key", "picture " + i);
            }
            assertThat(lag.records()).isEqualTo(10);

            int used = 0;
            for (int p = 0; p < 4; p++) {
                var at = new TopicPartition(partition.topic(), p);
                used += (int) deleteBelowEnd(admin, at);
            }
            assertThat(used).isEqualTo(10);
            assertThat(lag.records()).isZero();
        }
    }

    private static void awaitLag(GroupLag lag, long records) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (lag.records() != records) {
            assertThat(System.nanoTime()).as("time").isLessThan(deadline);
        }
    }

    private static long deleteBelowEnd(Admin admin, TopicPartition at) {
        return KafkaCalls.await(
                        admin.deleteRecords(Map.of(at, RecordsToDelete.beforeOffset(-1)))
                                .lowWatermarks()
                                .get(at))
                .lowWatermark();
    }

    private static void commit(Admin admin, TopicPartition partition, long offset) {
        KafkaCalls.await(
                admin.alterConsumerGroupOffsets(
                                GROUP, Map.of(partition, new OffsetAndMetadata(offset)))
                        .all());
    }

    private static void send(
            KafkaProducer<String, String> producer, TopicPartition partition, int records) {
        producer.beginTransaction();
        for (int i = 0; i < records; i++) {
            KafkaCalls.await(
                    producer.send(
                            new ProducerRecord<>(
                                    partition.topic(), partition.partition(), null, "picture")));
        }
    }

    private static KafkaProducer<String, String> producer(TestCluster cluster) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers(), "transactional.id", "t"),
                new StringSerializer(),
                new StringSerializer());
    }

    private static TopicPartition firstPartition(TestCluster cluster) {
        return new TopicPartition(cluster.topics().images(), 0);
    }
}
