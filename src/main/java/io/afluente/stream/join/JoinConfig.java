package io.afluente.stream.join;

import static io.afluente.stream.runtime.AppConfig.producer;

import io.afluente.stream.runtime.AppConfig;
import io.afluente.stream.topic.Topics;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The configuration of {@link JoinTopology}; always exactly-once.
 *
 * @param app what all topologies share
 */
public record JoinConfig(AppConfig app) {
    private static final int CACHE_BYTES = 32 << 20;
    private static final long FORGET_STATE_MS = 240_000;

    public Map<String, Object> of(Topics topics) {
        int room = AppConfig.room(topics);
        Map<String, Object> config = app.reading(topics, topics.feedback());
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, app.threads());
        // an image whose answer and label come before the next commit is never written down
        config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
        // what aged out while a process was away must not come back by what it has on its disk; the
        // changelog of version 0.1.0 remembers for ten minutes, a newer one for a day
        config.put(StreamsConfig.STATE_CLEANUP_DIR_MAX_AGE_MS_CONFIG, FORGET_STATE_MS);
        config.put(StreamsConfig.STATE_CLEANUP_DELAY_MS_CONFIG, FORGET_STATE_MS);
        // whole images pass through the internal topics
        config.put(producer(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), room);
        config.put(StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), room);
        return config;
    }
}
