package io.afluente.stream.classify;

import static io.afluente.stream.runtime.AppConfig.consumer;
import static io.afluente.stream.runtime.AppConfig.producer;

import io.afluente.stream.runtime.AppConfig;
import io.afluente.stream.runtime.CommitPace;
import io.afluente.stream.runtime.DeadLetters;
import io.afluente.stream.runtime.ThreadCommits;
import io.afluente.stream.topic.Topics;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The configuration of {@link ClassifyTopology}.
 *
 * @param app what all topologies share
 * @param polls notes which records came together
 * @param pollRecords how many records a poll may bring
 * @param pass how long a thread may take from one commit to the next
 * @param fetching how long it may wait besides, for pictures that are elsewhere
 */
public record ClassifyConfig(
        AppConfig app, PollBatches polls, int pollRecords, Duration pass, Duration fetching) {
    private static final int ANSWERS_AT_ONCE_BYTES = 64 << 10;

    public Map<String, Object> serving(Topics topics) {
        Map<String, Object> config = app.reading(topics, topics.images());
        config.put(
                producer(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                Math.toIntExact(app.transactionTime(pass.plus(fetching)).toMillis()));
        app.waiting(fetching, config);
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, app.threads());
        // slices are cut from polls: a poll must be able to fill one for each partition
        config.put(consumer(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), pollRecords);
        config.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 2 * pollRecords);
        config.put(
                consumer(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
                PollInterceptor.class.getName());
        config.put(consumer(PollInterceptor.BATCHES), polls);
        config.put(producer(ThreadCommits.CONFIG), polls.commits());
        polls.pace().ifPresent(pace -> config.put(producer(CommitPace.CONFIG), pace));
        // a transaction may begin while the last one's end is still being written; the broker then
        // asks for patience, and Kafka's own 100 ms of it would be most of an answer's latency
        config.put(producer(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), 5);
        // an answer waits this long for company at most; Streams' own 100 ms would be all of an
        // at-least-once answer's latency, and 20 ms was half of it
        config.put(producer(ProducerConfig.LINGER_MS_CONFIG), 5);
        // under load a batch is what these milliseconds bring: it must not be cut at 16 KiB
        config.put(producer(ProducerConfig.BATCH_SIZE_CONFIG), ANSWERS_AT_ONCE_BYTES);
        // fetching is Kafka's own: an idle partition's first record is sent at once
        // (fetch.min.bytes 1), a busy one's MiB is more than a poll takes
        return config;
    }

    /** In the shadow: dead letters are told by the one that serves. */
    public Map<String, Object> shadow(Topics topics) {
        Map<String, Object> config = serving(topics);
        config.remove(DeadLetters.TOPIC);
        return config;
    }
}
