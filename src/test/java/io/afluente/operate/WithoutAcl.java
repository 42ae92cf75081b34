package io.afluente.operate;

import io.afluente.stream.topic.KafkaCalls;
import io.afluente.stream.topic.RoleTopics;
import io.afluente.stream.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Does the smallest thing for which a user needs an ACL.
 *
 * <p>For topics that is what a role or command does first: it compares what it reads and writes
 * with what its user may, and ends where something is missing. For the rest it is one request of
 * Kafka's.
 */
final class WithoutAcl implements AutoCloseable {
    /** What a topic of a role's state is called, behind the role's group and a dash. */
    static final String STATE = "proof-changelog";

    private final String role;
    private final Map<String, Object> config;
    private final Admin admin;

    /**
     * @param role that the user has
     * @param config of the user's clients
     */
    WithoutAcl(String role, Map<String, Object> config) {
        this.role = role;
        this.config = new HashMap<>(config);
        // a denied request is not sent again, but a coordinator that is not there yet is waited for
        this.config.put("max.block.ms", "30000");
        this.admin = Admin.create(this.config);
    }

    /** Whether the user gets on: false if an ACL is missing for what this one allows. */
    boolean works(AclBinding acl) {
        try {
            return switch (acl.pattern().resourceType()) {
                case TOPIC -> onTopic(acl.pattern().name(), acl);
                case GROUP -> done(() -> findGroup(acl.pattern().name()));
                case TRANSACTIONAL_ID -> done(() -> beginAs(acl.pattern().name() + "-0"));
                default -> throw new IllegalArgumentException(acl.toString());
            };
        } catch (AuthorizationException denied) {
            return false;
        }
    }

    @Override
    public void close() {
        admin.close();
    }

    private boolean onTopic(String topic, AclBinding acl) {
        AclOperation operation = acl.entry().operation();
        if (acl.pattern().patternType() == PatternType.PREFIXED) {
            return done(() -> onInternal(topic + STATE, operation));
        }
        return switch (operation) {
            case READ, WRITE -> isContent(topic, operation);
            default -> done(() -> ask(topic, operation));
        };
    }

    /** As the role finds out when it starts. */
    private boolean isContent(String topic, AclOperation operation) {
        String lacking = "%s: %s needs %s there".formatted(topic, role, operation);
        List<String> blockers =
                new RoleTopics(admin, Topics.withPrefix(""), List.of(role)).blockers();
        if (blockers.stream().anyMatch(line -> line.startsWith(lacking) || isHidden(line, topic))) {
            return false;
        }
        return blockers.isEmpty();
    }

    /** A topic of which one may do nothing is not even listed. */
    private static boolean isHidden(String line, String topic) {
        return line.startsWith(topic + ": is missing");
    }

    private void onInternal(String topic, AclOperation operation) {
        switch (operation) {
            case READ -> read(topic);
            case WRITE -> write(topic);
            default -> ask(topic, operation);
        }
    }

    private void ask(String topic, AclOperation operation) {
        switch (operation) {
            case CREATE -> create(topic);
            case DESCRIBE -> KafkaCalls.await(admin.describeTopics(List.of(topic)).allTopicNames());
            case DESCRIBE_CONFIGS -> describeConfigs(topic);
            case DELETE -> deleteRecords(topic);
            default -> throw new IllegalArgumentException(operation.toString());
        }
    }

    private void create(String topic) {
        var onlyAsked = new CreateTopicsOptions().validateOnly(true);
        try {
            KafkaCalls.await(
                    admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1)), onlyAsked)
                            .all());
        } catch (TopicExistsException allowed) {
            // who may not create it is told that first
        }
    }

    private void describeConfigs(String topic) {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        KafkaCalls.await(admin.describeConfigs(List.of(resource)).all());
    }

    private void deleteRecords(String topic) {
        var none = Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(0));
        KafkaCalls.await(admin.deleteRecords(none).all());
    }

    private void findGroup(String group) {
        KafkaCalls.await(admin.listConsumerGroupOffsets(group).all());
    }

    private void read(String topic) {
        var bytes = new ByteArrayDeserializer();
        try (var consumer = new KafkaConsumer<>(config, bytes, bytes)) {
            var partition = List.of(new TopicPartition(topic, 0));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            consumer.poll(Duration.ofSeconds(30));
        }
    }

    private void write(String topic) {
        var bytes = new ByteArraySerializer();
        try (var producer = new KafkaProducer<>(config, bytes, bytes)) {
            KafkaCalls.await(producer.send(new ProducerRecord<>(topic, new byte[1])));
        }
    }

    private void beginAs(String transactionalId) {
        var bytes = new ByteArraySerializer();
        Map<String, Object> transactional = new HashMap<>(config);
        transactional.put("transactional.id", transactionalId);
        try (var producer = new KafkaProducer<>(transactional, bytes, bytes)) {
            producer.initTransactions();
        }
    }

    private static boolean done(Runnable request) {
        request.run();
        return true;
    }
}
