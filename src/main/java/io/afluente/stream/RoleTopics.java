package io.afluente.stream;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.acl.AclOperation;

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
        List<String> blockers = new ArrayList<>(new TopicCheck(topics, states(found)).blockers(mine));
        found.forEach((name, topic) -> blockers.addAll(notAllowed(name, topic)));
        return blockers;
    }

    /** One line for each thing that this user may not do on a topic that exists. */
    public List<String> notAllowed(String name) {
        return notAllowed(name, describe(List.of(name)).get(name));
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

    private List<String> notAllowed(String name, TopicDescription topic) {
        TopicFile file = topics.file(name);
        List<String> lines = new ArrayList<>();
        for (String role : roles) {
            if (file.readers().contains(role) && !may(topic, AclOperation.READ)) {
                lines.add(missing(name, role, AclOperation.READ));
            }
            if (file.writers().contains(role) && !may(topic, AclOperation.WRITE)) {
                lines.add(missing(name, role, AclOperation.WRITE));
            }
        }
        return lines;
    }

    // A cluster without ACLs names every operation; brokers of old name none at all.
    private static boolean may(TopicDescription topic, AclOperation operation) {
        Set<AclOperation> allowed = topic.authorizedOperations();
        return allowed == null || allowed.contains(operation);
    }

    private static String missing(String topic, String role, AclOperation operation) {
        return "%s: %s needs %s there, and no ACL gives it to this user"
                .formatted(topic, role, operation);
    }
}
