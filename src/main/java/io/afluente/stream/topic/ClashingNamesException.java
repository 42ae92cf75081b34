package io.afluente.stream.topic;

import java.util.HashMap;
import java.util.Map;

/** Two topics were given names that a cluster can't tell apart. */
public final class ClashingNamesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private ClashingNamesException(String message) {
        super(message);
    }

    /**
     * Refuses names that are the same, or that Kafka takes for the same.
     *
     * @param names on the cluster, by those in {@code topics/}
     */
    static void check(Map<String, String> names) {
        Map<String, String> taken = new HashMap<>();
        names.forEach(
                (name, onCluster) -> {
                    // names of metrics have no dots: brokers refuse a.b beside a_b
                    String other = taken.put(onCluster.replace('.', '_'), name);
                    if (other != null) {
                        throw new ClashingNamesException(words(names, other, name));
                    }
                });
    }

    private static String words(Map<String, String> names, String first, String second) {
        String one = names.get(first);
        String other = names.get(second);
        return one.equals(other)
                ? "%s and %s must be two topics, and both are named %s"
                        .formatted(first, second, one)
                : "%s is named %s, and %s is named %s: Kafka takes dots and underscores in names of topics for the same"
                        .formatted(first, one, second, other);
    }
}
