package io.afluente.stream.learn;

import io.afluente.stream.client.CommittedRecords;
import io.afluente.stream.client.LogStatus;
import io.afluente.stream.record.LogPosition;
import io.afluente.stream.topic.KafkaCalls;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What the cluster knows of a learner's reading so far. */
public final class LearnerGroup implements LabeledLog {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private final Map<String, Object> client;
    private final String applicationId;
    private final TopicPartition partition;

    public LearnerGroup(Map<String, Object> client, String applicationId, String labeledImages) {
        this.client = Map.copyOf(client);
        this.applicationId = applicationId;
        this.partition = new TopicPartition(labeledImages, 0);
    }

    @Override
    public LogStatus status() {
        try (Admin admin = Admin.create(client)) {
            Map<TopicPartition, OffsetAndMetadata> offsets = offsets(admin);
            OffsetAndMetadata committed = offsets.get(partition);
            return new LogStatus(
                    applicationId,
                    new LogPosition(
                            partition.topic(),
                            topicId(admin),
                            partition.partition(),
                            edge(admin, OffsetSpec.earliest())),
                    edge(admin, OffsetSpec.latest()),
                    committed == null ? OptionalLong.empty() : OptionalLong.of(committed.offset()),
                    elsewhere(offsets));
        }
    }

    @Override
    public OptionalLong first(
            long from, long to, Predicate<ConsumerRecord<byte[], byte[]>> counts) {
        Map<String, Object> never = Map.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        try (KafkaConsumer<byte[], byte[]> consumer = CommittedRecords.consumer(client, never)) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, from);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (consumer.position(partition) < to) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(CommittedRecords.POLL)) {
                    if (record.offset() < to && counts.test(record)) {
                        return OptionalLong.of(record.offset());
                    }
                }
                if (System.nanoTime() - deadline > 0) {
                    throw new TimeoutException("no end of " + partition + " before " + to);
                }
            }
            return OptionalLong.empty();
        }
    }

    /**
     * Refuses to start where the topic of what was learned is gone. A member that comes back within
     * its session gets its tasks without a rebalance, and Kafka Streams would ask for that topic
     * again and again.
     */
    public void refuseLostChangelog() {
        try (Admin admin = Admin.create(client)) {
            if (offsets(admin).get(partition) != null && !hasChangelog(admin)) {
                throw new LostStateException(applicationId, partition.topic());
            }
        }
    }

    private boolean hasChangelog(Admin admin) {
        String changelog = applicationId + "-" + LearnerStore.NAME + "-changelog";
        try {
            KafkaCalls.await(admin.describeTopics(List.of(changelog)).allTopicNames());
            return true;
        } catch (UnknownTopicOrPartitionException e) {
            return false;
        } catch (TopicAuthorizationException e) {
            // not seen is not gone; Kafka Streams names the right that is lacking
            return true;
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> offsets(Admin admin) {
        return KafkaCalls.await(
                admin.listConsumerGroupOffsets(applicationId).partitionsToOffsetAndMetadata());
    }

    private String topicId(Admin admin) {
        List<String> topic = List.of(partition.topic());
        Map<String, TopicDescription> described =
                KafkaCalls.await(admin.describeTopics(topic).allTopicNames());
        return described.get(partition.topic()).topicId().toString();
    }

    private long edge(Admin admin, OffsetSpec which) {
        return KafkaCalls.await(
                        admin.listOffsets(Map.of(partition, which)).partitionResult(partition))
                .offset();
    }

    private Optional<String> elsewhere(Map<TopicPartition, OffsetAndMetadata> offsets) {
        return offsets.keySet().stream()
                .map(TopicPartition::topic)
                .filter(topic -> !topic.equals(partition.topic()))
                .findFirst();
    }
}
