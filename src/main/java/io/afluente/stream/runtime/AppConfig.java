package io.afluente.stream.runtime;

import io.afluente.meter.Meters;
import io.afluente.stream.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The configuration that all topologies share, each named setting with its reason. What only one of
 * them needs stands beside it, in a configuration of its own.
 *
 * @param client configuration of any Kafka client: servers and security
 * @param applicationId names the consumer group, transactions and internal topics
 * @param guarantee exactly_once_v2 or at_least_once
 * @param stateDir where Kafka Streams keeps the process's identity
 * @param instanceId names this process in the group where the same one comes back after a crash
 * @param threads stream threads
 * @param commitMillis from one commit to the next, at most
 * @param meters what dead letters are counted on
 */
public record AppConfig(
        Map<String, Object> client,
        String applicationId,
        String guarantee,
        String stateDir,
        Optional<String> instanceId,
        int threads,
        int commitMillis,
        Meters meters) {
    // its constant is deprecated already: from Kafka 5 on there is no other way
    private static final String GLOBAL_HANDLER = "processing.exception.handler.global.enabled";
    private static final int LOOK_UP_MS = 20;
    // Kafka's own default
    private static final Duration USUAL_POLL_INTERVAL = Duration.ofMinutes(5);
    private static final int ROOM_FOR_HEADERS = 64 << 10;

    /** How long a transaction may last whose threads take so long between commits. */
    public Duration transactionTime(Duration pass) {
        return liveness().transactionTime(pass);
    }

    /**
     * How long a transaction may last that carries a network.
     *
     * @param parameters of the network
     * @param exampleBytes what the examples that a learner keeps may take
     * @param wait for pictures that are elsewhere
     */
    public int transactionMillis(long parameters, long exampleBytes, Duration wait) {
        return liveness().transactionMillis(parameters, exampleBytes, wait);
    }

    /** What internal topics take: a whole image, and what is kept beside it. */
    public static int room(Topics topics) {
        int largest = topics.file(topics.deadLettersOf(topics.images())).maxMessageBytes();
        return largest + ROOM_FOR_HEADERS;
    }

    /** What all topologies share that read this topic. */
    public Map<String, Object> reading(Topics topics, String input) {
        String deadLetters = topics.deadLettersOf(input);
        int largest = topics.file(deadLetters).maxMessageBytes();
        Map<String, Object> config = new HashMap<>(client);
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, guarantee);
        config.put(StreamsConfig.STATE_DIR_CONFIG, stateDir);
        config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitMillis);
        // a thread that waits for records longer than this does not see that a commit is due:
        // by Streams' own 100 ms a quiet partition's answers are committed after twice the interval
        config.put(StreamsConfig.POLL_MS_CONFIG, LOOK_UP_MS);
        config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        config.put(
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                DeadLetters.class.getName());
        // fails there too: nothing on the topic of models is a dead letter
        config.put(GLOBAL_HANDLER, true);
        config.put(DeadLetters.TOPIC, deadLetters);
        config.put(DeadLetters.MAX_BYTES, largest);
        config.put(DeadLetters.TIME, DeadLetterTime.of(topics.file(deadLetters)));
        config.put(DeadLetters.METERS, meters);
        // a whole record of the largest size must fit into the DLQ with its reason
        config.put(producer(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), largest + ROOM_FOR_HEADERS);
        // Streams itself asks for committed records only where it is exactly-once
        config.put(consumer(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
        config.put(
                StreamsConfig.GLOBAL_CONSUMER_PREFIX + ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        // a new group starts with what is already there
        config.put(consumer(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        config.putAll(liveness().config());
        return config;
    }

    /** Lets threads wait so much longer between two polls than they would work. */
    public void waiting(Duration wait, Map<String, Object> config) {
        config.put(
                consumer(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG),
                Math.toIntExact(USUAL_POLL_INTERVAL.plus(wait).toMillis()));
    }

    private Liveness liveness() {
        return new Liveness(instanceId, commitMillis);
    }

    public static String consumer(String name) {
        return StreamsConfig.MAIN_CONSUMER_PREFIX + name;
    }

    public static String producer(String name) {
        return StreamsConfig.PRODUCER_PREFIX + name;
    }
}
