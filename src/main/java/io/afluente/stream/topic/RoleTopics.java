package io.afluente.stream.topic;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TopicAuthorizationException;

/**
 * Says why roles or commands can't work on a cluster: which of the topics that they read or write
 * are missing, wrong, or not for this user.
 *
 * <p>Every method may throw Kafka's own exceptions, {@link
 * org.apache.kafka.common.KafkaException}s, unwrapped.
 */
public final class RoleTopics {
    private final Admin admin;
    private final Topics topics;
    private final Collection<String> roles;

    /**
     * @param roles as the files of the topics name those who read and write
     */
    public RoleTopics(Admin admin, Topics topics, Collection<String> roles) {
        this.admin = admin;
        this.topics = topics;
        this.roles = List.copyOf(roles);
    }

    /** One line for each thing that the roles can't run with. */
    public List<String> blockers() {
        Set<String> existing = KafkaCalls.await(admin.listTopics().names());
        List<String> mine = topics.names().stream().filter(this::isMine).toList();
        Map<String, TopicDescription> found =
                describe(mine.stream().filter(existing::contains).toList());
        List<String> blockers = new ArrayList<>();
        mine.stream()
                .filter(name -> !found.containsKey(name))
                .forEach(name -> blockers.add(missing(name)));
        blockers.addAll(new TopicCheck(topics, states(found)).blockers(found.keySet()));
        found.forEach((name, topic) -> blockers.addAll(notAllowed(name, allowedOn(topic))));
        return blockers;
    }

    /** One line for each thing that this user may not do on a topic that exists. */
    public List<String> notAllowed(String name) {
        try {
            return notAllowed(name, allowedOn(describe(List.of(name)).get(name)));
        } catch (TopicAuthorizationException mayNotEvenSeeIt) {
            List<String> lines = notAllowed(name, Set.of());
            return lines.isEmpty() ? List.of(name + ": no ACL lets this user see it") : lines;
        }
    }

    private boolean isMine(String name) {
        TopicFile file = topics.file(name);
        return roles.stream()
                .anyMatch(role -> file.readers().contains(role) || file.writers().contains(role));
    }

    private Map<String, TopicDescription> describe(List<String> names) {
        var options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
        return KafkaCalls.await(admin.describeTopics(names, options).allTopicNames());
    }

    private static Map<String, TopicState> states(Map<String, TopicDescription> found) {
        return found.values().stream()
                .map(RoleTopics::state)
                .collect(toMap(TopicState::name, state -> state));
    }

    private static TopicState state(TopicDescription topic) {
        var replicas = topic.partitions().get(0).replicas();
        return new TopicState(topic.name(), topic.partitions().size(), replicas.size(), Map.of());
    }

    private List<String> notAllowed(String name, Set<AclOperation> allowed) {
        return needs(name)
                .filter(need -> !allowed.contains(need.operation))
                .map(need -> "%s: %s, and no ACL gives it to this user".formatted(name, need))
                .toList();
    }

    private String missing(String name) {
        String needs = needs(name).map(Need::toString).collect(joining(", "));
        return "%s: is missing; \"topics create\" makes it. Or no ACL lets this user see it: %s"
                .formatted(name, needs);
    }

    private record Need(String role, AclOperation operation) {
        @Override
        public String toString() {
            return role + " needs " + operation + " there";
        }
    }

    private Stream<Need> needs(String name) {
        if (!topics.names().contains(name)) {
            // somebody else's, such as a DLQ of theirs: it is read and nothing more
            return roles.stream().map(role -> new Need(role, AclOperation.READ));
        }
        TopicFile file = topics.file(name);
        return Stream.concat(
                roles.stream()
                        .filter(file.readers()::contains)
                        .map(role -> new Need(role, AclOperation.READ)),
                roles.stream()
                        .filter(file.writers()::contains)
                        .map(role -> new Need(role, AclOperation.WRITE)));
    }

    // A cluster without ACLs names every operation; brokers of old name none at all.
    private static Set<AclOperation> allowedOn(TopicDescription topic) {
        Set<AclOperation> allowed = topic.authorizedOperations();
        return allowed == null ? EnumSet.allOf(AclOperation.class) : allowed;
    }
}
