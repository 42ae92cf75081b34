package io.afluente.setting;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Reads values that are given by name, as NAME=VALUE. */
final class NamedValues {
    private NamedValues() {}

    /**
     * Values by name.
     *
     * @throws IllegalArgumentException if a name or a value is missing, or a name comes twice
     */
    static Map<String, String> of(List<?> pairs) {
        Map<String, String> values = new TreeMap<>();
        for (Object pair : pairs) {
            String[] parts = pair.toString().split("=", 2);
            if (parts.length < 2 || values.put(parts[0], parts[1]) != null) {
                throw new IllegalArgumentException(pair.toString());
            }
        }
        return values;
    }

    /** Whether all are given by one of these names, once, and are what Kafka takes. */
    static boolean are(List<?> pairs, List<String> names, ClusterName kind) {
        return are(pairs, names, kind::allows);
    }

    /** Whether all are given by one of these names, once, and are as they must be. */
    static boolean are(List<?> pairs, List<String> names, Predicate<String> allowed) {
        try {
            Map<String, String> values = of(pairs);
            return names.containsAll(values.keySet()) && values.values().stream().allMatch(allowed);
        } catch (IllegalArgumentException noPairs) {
            return false;
        }
    }
}
