package io.afluente.stream;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What the cluster knows of a learner's reading so far. */
public final class LearnerGroup {
    private final Map<String, Object> client;
    private final String applicationId;
    private final TopicPartition partition;

    public LearnerGroup(Map<String, Object> client, String applicationId, String labeledImages) {
        this.client = Map.copyOf(client);
        this.applicationId = applicationId;
        this.partition = new TopicPartition(labeledImages, 0);
    }

    /** Whether this application has ever committed that it read from the labelled stream. */
    public boolean hasRead() {
        try (Admin admin = Admin.create(client)) {
            Map<TopicPartition, OffsetAndMetadata> offsets =
                    KafkaCalls.await(
                            admin.listConsumerGroupOffsets(applicationId)
                                    .partitionsToOffsetAndMetadata());
            return offsets.get(partition) != null;
        }
    }

    /**
     * Refuses to start where the topic of what was learned is gone. A member that comes back within
     * its session gets its tasks without a rebalance, and Kafka Streams would ask for that topic
     * again and again.
     */
    public void refuseLostChangelog() {
        if (hasRead() && !hasChangelog()) {
            throw new LostState(applicationId, partition.topic());
        }
    }

    private boolean hasChangelog() {
        String changelog = applicationId + "-" + LearnerStore.NAME + "-changelog";
        try (Admin admin = Admin.create(client)) {
            KafkaCalls.await(admin.describeTopics(List.of(changelog)).allTopicNames());
            return true;
        } catch (UnknownTopicOrPartitionException e) {
            return false;
        } catch (TopicAuthorizationException e) {
            // not seen is not gone; Kafka Streams names the right that is lacking
            return true;
        }
    }

    /** Refuses to learn from the middle of a stream without what was learned before. */
    public void refuseLostState() {
        if (hasRead()) {
            throw new LostState(applicationId, partition.topic());
        }
    }
}
