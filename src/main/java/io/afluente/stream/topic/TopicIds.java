package io.afluente.stream.topic;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;

/**
 * Kafka's own id of a topic, which tells one that was deleted and created again, under the same
 * name, from the one before. Asks the cluster each time.
 *
 * @param client configuration of any Kafka client
 */
public record TopicIds(Map<String, Object> client) implements UnaryOperator<String> {
    @Override
    public String apply(String topic) {
        try (Admin admin = Admin.create(client)) {
            return KafkaCalls.await(admin.describeTopics(List.of(topic)).allTopicNames())
                    .get(topic)
                    .topicId()
                    .toString();
        }
    }
}
