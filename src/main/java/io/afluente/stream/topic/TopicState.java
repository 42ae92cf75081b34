package io.afluente.stream.topic;

import java.util.Map;

/**
 * A topic as the cluster has it.
 *
 * @param name on the cluster
 * @param partitions how many
 * @param replicationFactor of its first partition
 * @param settings in force, defaults of the broker included
 */
public record TopicState(
        String name, int partitions, int replicationFactor, Map<String, String> settings) {
    public TopicState {
        settings = Map.copyOf(settings);
    }
}
