package io.afluente.stream.topic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Compares a cluster's topics with their files. Pure: what the cluster has is handed in. */
final class TopicCheck {
    private final Topics topics;
    private final Map<String, TopicState> states;
    private final List<String> differences = new ArrayList<>();

    TopicCheck(Topics topics, Map<String, TopicState> states) {
        this.topics = topics;
        this.states = states;
    }

    /** All differences. */
    List<String> differences() {
        blockers(topics.names());
        states.values().forEach(state -> compareSettings(topics.file(state.name()), state));
        return List.copyOf(differences);
    }

    /** What nothing can run with that uses these topics: one missing, or wrongly partitioned. */
    List<String> blockers(Collection<String> names) {
        differences.clear();
        for (String name : names) {
            TopicState state = states.get(name);
            if (state == null) {
                differences.add(name + ": is missing; \"topics create\" makes it");
            } else {
                comparePartitions(topics.file(name), state);
            }
        }
        return List.copyOf(differences);
    }

    private void comparePartitions(TopicFile file, TopicState state) {
        var rule = file.partitions();
        if (rule.exactly() != null && state.partitions() != rule.exactly()) {
            wrongCount(state, "exactly " + rule.exactly());
        }
        if (rule.sameAs() != null) {
            TopicState model = states.get(topics.named(rule.sameAs()));
            if (model != null && model.partitions() != state.partitions()) {
                wrongCount(state, model.partitions() + ", as many as " + model.name());
            }
        }
    }

    private void wrongCount(TopicState state, String needed) {
        differences.add(
                "%s: has %s, needs %s"
                        .formatted(
                                state.name(),
                                state.partitions() == 1
                                        ? "1 partition"
                                        : state.partitions() + " partitions",
                                needed));
    }

    private void compareSettings(TopicFile file, TopicState state) {
        file.settings()
                .forEach(
                        (key, wanted) -> {
                            String found = state.settings().get(key);
                            if (!wanted.equals(found)) {
                                differences.add(
                                        "%s: %s is %s, topics/%s.json says %s; kafka-configs.sh --alter sets it"
                                                .formatted(
                                                        state.name(),
                                                        key,
                                                        found,
                                                        file.name(),
                                                        wanted));
                            }
                        });
    }
}
