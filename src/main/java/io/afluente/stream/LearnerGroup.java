package io.afluente.stream;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

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

    /** Refuses to learn from the middle of a stream without what was learned before. */
    public void refuseLostState() {
        if (hasRead()) {
            throw new LostState(applicationId, partition.topic());
        }
    }
}
