package io.afluente.stream.compare;

import io.afluente.stream.topic.KafkaCalls;
import io.afluente.stream.topic.Topics;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What application ids have left on a cluster. */
public final class ReadSoFar {
    private static final Logger LOG = LoggerFactory.getLogger(ReadSoFar.class);

    private final Admin admin;
    private final Topics topics;

    /**
     * @param topics of the service
     */
    public ReadSoFar(Admin admin, Topics topics) {
        this.admin = admin;
        this.topics = topics;
    }

    /** Whether an id has neither offsets nor internal topics. */
    public boolean hasNothingOf(String id) {
        return offsets(id).isEmpty()
                && KafkaCalls.await(admin.listTopics().names()).stream()
                        .noneMatch(topic -> topic.startsWith(id + "-"));
    }

    /** A topic of the service that an id has read from. */
    public Optional<String> topicReadBy(String id) {
        List<String> ours = topics.names();
        try {
            return offsets(id).stream()
                    .map(TopicPartition::topic)
                    .filter(ours::contains)
                    .findFirst();
        } catch (GroupAuthorizationException e) {
            LOG.warn("Whether {} has read for this service is not for this user to see", id);
            return Optional.empty();
        }
    }

    private Set<TopicPartition> offsets(String group) {
        return KafkaCalls.await(
                        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .keySet();
    }
}
