package io.afluente.stream.topic;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Brings the topics of {@code topics/} to a cluster, and says how a cluster's differ from them.
 *
 * <p>Every method may throw Kafka's own exceptions, {@link
 * org.apache.kafka.common.KafkaException}s, unwrapped.
 */
public final class TopicAdmin {
    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(10);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Admin admin;
    private final Topics topics;

    public TopicAdmin(Admin admin, Topics topics) {
        this.admin = admin;
        this.topics = topics;
    }

    /**
     * Creates the topics that are missing and waits until the cluster shows them all. Those that
     * exist stay as they are; {@link #differences} says whether they will do.
     *
     * @param partitions of images and of the topics that follow its count; else what the file says
     * @param replicationFactor of each topic; else the broker's default
     * @return names of those created
     */
    public List<String> create(Optional<Integer> partitions, Optional<Integer> replicationFactor) {
        Map<String, TopicState> states = states();
        int scale =
                Optional.ofNullable(states.get(topics.images()))
                        .map(TopicState::partitions)
                        .or(() -> partitions)
                        .orElse(topics.file(topics.images()).partitions().usual());
        List<NewTopic> missing =
                topics.names().stream()
                        .filter(name -> !states.containsKey(name))
                        .map(name -> newTopic(name, scale, replicationFactor))
                        .toList();
        List<String> created = create(missing);
        awaitVisible();
        return created;
    }

    /** The topics that exist, by name, in the order data flows. */
    public Map<String, TopicState> states() {
        var existing = KafkaCalls.await(admin.listTopics().names());
        List<String> names = topics.names().stream().filter(existing::contains).toList();
        Map<String, TopicDescription> descriptions =
                KafkaCalls.await(admin.describeTopics(names).allTopicNames());
        Map<ConfigResource, Config> configs =
                KafkaCalls.await(
                        admin.describeConfigs(names.stream().map(TopicAdmin::resource).toList())
                                .all());
        Map<String, TopicState> states = new LinkedHashMap<>();
        for (String name : names) {
            states.put(name, state(descriptions.get(name), configs.get(resource(name))));
        }
        return states;
    }

    /** One line for each thing in which the cluster's topics differ from their files. */
    public List<String> differences() {
        return new TopicCheck(topics, states()).differences();
    }

    private NewTopic newTopic(String name, int scale, Optional<Integer> replicationFactor) {
        TopicFile file = topics.file(name);
        return new NewTopic(
                        name,
                        Optional.of(partitions(file, scale)),
                        replicationFactor.map(Integer::shortValue))
                .configs(file.settings());
    }

    private int partitions(TopicFile file, int scale) {
        var rule = file.partitions();
        if (rule.exactly() != null) {
            return rule.exactly();
        }
        boolean scales = rule.sameAs() != null || topics.named(file.name()).equals(topics.images());
        return scales ? scale : rule.usual();
    }

    private List<String> create(List<NewTopic> missing) {
        Map<String, KafkaFuture<Void>> answers = admin.createTopics(missing).values();
        return missing.stream()
                .map(NewTopic::name)
                .filter(name -> isNew(answers.get(name)))
                .toList();
    }

    private static boolean isNew(KafkaFuture<Void> answer) {
        try {
            KafkaCalls.await(answer);
            return true;
        } catch (TopicExistsException somebodyElseWasFaster) {
            return false;
        }
    }

    // Kafka Streams gives up on a source topic that its broker has not heard of yet.
    private void awaitVisible() {
        long deadline = System.nanoTime() + VISIBLE_WITHIN.toNanos();
        Map<String, TopicState> states = states();
        while (!states.keySet().containsAll(topics.names())) {
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException("the new topics can't be seen on the cluster");
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            states = states();
        }
        awaitLeaders(states.values());
    }

    // Only a leader that has opened its log answers, and until then the client asks again.
    private void awaitLeaders(Collection<TopicState> states) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (TopicState state : states) {
            for (int partition = 0; partition < state.partitions(); partition++) {
                ends.put(new TopicPartition(state.name(), partition), OffsetSpec.latest());
            }
        }
        KafkaCalls.await(admin.listOffsets(ends).all());
    }

    private static TopicState state(TopicDescription description, Config config) {
        return new TopicState(
                description.name(),
                description.partitions().size(),
                description.partitions().get(0).replicas().size(),
                config.entries().stream()
                        .filter(entry -> entry.value() != null)
                        .collect(toMap(ConfigEntry::name, ConfigEntry::value)));
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }
}
