package io.afluente.stream;

import io.afluente.meter.Meters;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The configuration of a topology, each named setting with its reason.
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
    private static final int JOIN_CACHE_BYTES = 32 << 20;
    private static final int ANSWERS_AT_ONCE_BYTES = 64 << 10;
    private static final int LEARNER_CACHE_BYTES = 64 << 20;
    private static final long FORGET_STATE_MS = 240_000;
    private static final int LOOK_UP_MS = 20;
    private static final int ROOM_FOR_HEADERS = 64 << 10;

    /**
     * For {@link ClassifyTopology}.
     *
     * @param pass how long a thread may take from one commit to the next
     */
    public Map<String, Object> classify(
            Topics topics, PollBatches polls, int pollRecords, Duration pass) {
        Map<String, Object> config = common(topics, topics.images());
        config.put(
                producer(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                Math.toIntExact(transactionTime(pass).toMillis()));
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        // slices are cut from polls: a poll must be able to fill one for each partition
        config.put(consumer(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), pollRecords);
        config.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 2 * pollRecords);
        config.put(
                StreamsConfig.MAIN_CONSUMER_PREFIX + ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG,
                PollInterceptor.class.getName());
        config.put(StreamsConfig.MAIN_CONSUMER_PREFIX + PollInterceptor.BATCHES, polls);
        // an answer waits this long for company at most; Streams' own 100 ms would be all of an
        // at-least-once answer's latency, and 20 ms was half of it
        config.put(producer(ProducerConfig.LINGER_MS_CONFIG), 5);
        // under load a batch is what these milliseconds bring: it must not be cut at 16 KiB
        config.put(producer(ProducerConfig.BATCH_SIZE_CONFIG), ANSWERS_AT_ONCE_BYTES);
        // fetching is Kafka's own: an idle partition's first record is sent at once
        // (fetch.min.bytes 1), a busy one's MiB is more than a poll takes
        return config;
    }

    /** For {@link ClassifyTopology} in the shadow: dead letters are told by the one that serves. */
    public Map<String, Object> shadow(
            Topics topics, PollBatches polls, int pollRecords, Duration pass) {
        Map<String, Object> config = classify(topics, polls, pollRecords, pass);
        config.remove(DeadLetters.TOPIC);
        return config;
    }

    /** How long a classifier's transaction may last whose threads take so long between commits. */
    public Duration transactionTime(Duration pass) {
        return liveness().transactionTime(pass);
    }

    /**
     * For {@link LearnTopology}; always exactly-once.
     *
     * @param parameters of the network
     * @param exampleBytes what the examples that the learner keeps may take
     */
    public Map<String, Object> learn(Topics topics, long parameters, long exampleBytes) {
        Map<String, Object> config = common(topics, topics.labeledImages());
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        config.put(
                producer(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                liveness().transactionMillis(parameters, exampleBytes));
        config.put(StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), room(topics));
        // a second instance keeps a copy of what was learned, and goes on without reading it first
        config.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, 1);
        // the learner's state is written once a commit, not once a mini-batch
        config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, LEARNER_CACHE_BYTES);
        return config;
    }

    /** For the join of labels that come later; always exactly-once. */
    public Map<String, Object> join(Topics topics) {
        Map<String, Object> config = common(topics, topics.feedback());
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        // an image whose answer and label come before the next commit is never written down
        config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, JOIN_CACHE_BYTES);
        // what aged out while a process was away must not come back by what it has on its disk; the
        // changelog of version 0.1.0 remembers for ten minutes, a newer one for a day
        config.put(StreamsConfig.STATE_CLEANUP_DIR_MAX_AGE_MS_CONFIG, FORGET_STATE_MS);
        config.put(StreamsConfig.STATE_CLEANUP_DELAY_MS_CONFIG, FORGET_STATE_MS);
        // whole images pass through the internal topics
        config.put(producer(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), room(topics));
        config.put(StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), room(topics));
        return config;
    }

    /** What internal topics take: a whole image, and what is kept beside it. */
    static int room(Topics topics) {
        int largest = topics.file(topics.deadLettersOf(topics.images())).maxMessageBytes();
        return largest + ROOM_FOR_HEADERS;
    }

    private Map<String, Object> common(Topics topics, String input) {
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

    private Liveness liveness() {
        return new Liveness(instanceId, commitMillis);
    }

    static String consumer(String name) {
        return StreamsConfig.MAIN_CONSUMER_PREFIX + name;
    }

    static String producer(String name) {
        return StreamsConfig.PRODUCER_PREFIX + name;
    }
}
