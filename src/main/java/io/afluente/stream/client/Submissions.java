package io.afluente.stream.client;

import io.afluente.learn.example.Control;
import io.afluente.stream.record.ControlRecords;
import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.record.ImageCodec;
import io.afluente.stream.record.RecordPosition;
import io.afluente.stream.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Puts single pictures, examples and orders on their topics, without delay, for somebody who waits
 * for what comes of them. Safe for any thread.
 */
public final class Submissions implements AutoCloseable {
    private static final int PATIENCE_MS = 10_000;

    private final Topics topics;
    private final String ink;
    private final KafkaProducer<byte[], byte[]> producer;

    /** Of pictures that are taken as they are. */
    public Submissions(Map<String, Object> client, Topics topics) {
        this(client, topics, null);
    }

    /**
     * @param client configuration of any Kafka client
     * @param ink a word for the writing that all pictures show; null if they show none
     */
    public Submissions(Map<String, Object> client, Topics topics, String ink) {
        this.topics = topics;
        this.ink = ink;
        Map<String, Object> config = new HashMap<>(client);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                topics.file(topics.images()).maxMessageBytes());
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        this.producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * A picture to be answered.
     *
     * @param contentType one of those that {@link ImageCodec} knows
     * @return where it lies, once it does
     */
    public CompletableFuture<RecordPosition> image(String id, String contentType, byte[] value) {
        return image(id, contentType, value, Map.of());
    }

    /** The same with more headers, by name. */
    public CompletableFuture<RecordPosition> image(
            String id, String contentType, byte[] value, Map<String, String> headers) {
        byte[] key = id.getBytes(StandardCharsets.UTF_8);
        var record = record(topics.images(), key, contentType, value);
        headers.forEach((name, text) -> HeaderNames.put(record.headers(), name, text));
        return send(record);
    }

    /**
     * A picture to learn from. It has no id, so that it is always learned from: the gate holds out
     * by ids.
     */
    public CompletableFuture<RecordPosition> example(String contentType, byte[] value, int label) {
        var record = record(topics.labeledImages(), null, contentType, value);
        HeaderNames.put(record.headers(), HeaderNames.LABEL, label);
        return send(record);
    }

    /** A word to the learner. */
    public CompletableFuture<RecordPosition> order(Control.Order order) {
        return send(ControlRecords.of(topics.labeledImages(), order));
    }

    /** Any record; fails if the broker does not take it. */
    public CompletableFuture<RecordPosition> send(ProducerRecord<byte[], byte[]> record) {
        CompletableFuture<RecordPosition> sent = new CompletableFuture<>();
        var unused =
                producer.send(
                        record,
                        (at, e) -> {
                            if (e == null) {
                                sent.complete(RecordPosition.of(at));
                            } else {
                                sent.completeExceptionally(e);
                            }
                        });
        return sent;
    }

    @Override
    public void close() {
        producer.close();
    }

    private ProducerRecord<byte[], byte[]> record(
            String topic, byte[] key, String contentType, byte[] value) {
        var record = new ProducerRecord<>(topic, key, value);
        HeaderNames.put(record.headers(), HeaderNames.CONTENT_TYPE, contentType);
        if (ink != null) {
            HeaderNames.put(record.headers(), HeaderNames.INK, ink);
        }
        return record;
    }
}
