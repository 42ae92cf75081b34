package io.afluente.stream.learn;

import static io.afluente.stream.runtime.AppConfig.producer;

import io.afluente.stream.runtime.AppConfig;
import io.afluente.stream.runtime.ThreadCommits;
import io.afluente.stream.topic.Topics;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The configuration of {@link LearnTopology}; always exactly-once.
 *
 * @param app what all topologies share
 * @param parameters of the network
 * @param exampleBytes what the examples that the learner keeps may take
 * @param fetching how long the thread may wait, besides, for pictures that are elsewhere
 * @param commits told how often it commits
 */
public record LearnConfig(
        AppConfig app,
        long parameters,
        long exampleBytes,
        Duration fetching,
        ThreadCommits commits) {
    private static final int CACHE_BYTES = 64 << 20;

    public Map<String, Object> of(Topics topics) {
        Map<String, Object> config = app.reading(topics, topics.labeledImages());
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        config.put(
                producer(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                app.transactionMillis(parameters, exampleBytes, fetching));
        config.put(producer(ThreadCommits.CONFIG), commits);
        app.waiting(fetching, config);
        config.put(
                StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG),
                AppConfig.room(topics));
        // a second instance keeps a copy of what was learned, and goes on without reading it first
        config.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, 1);
        // the learner's state is written once a commit, not once a mini-batch
        config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
        return config;
    }
}
