package io.afluente.stream.client;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends many records in bounded memory and loses none silently: the first that the broker did not
 * take is thrown by the next call. Safe for several threads.
 */
public final class RecordSender implements AutoCloseable {
    private static final int PATIENCE_MS = 30_000;
    private static final int ONE_ATTEMPT_MS = 10_000;

    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /**
     * @param client configuration of any Kafka client
     * @param largest record to send, in bytes
     */
    public RecordSender(Map<String, Object> client, int largest) {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 << 10);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, largest);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, ONE_ATTEMPT_MS);
        config.putAll(client);
        this.producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** How many partitions a topic has. */
    public int partitionsOf(String topic) {
        return producer.partitionsFor(topic).size();
    }

    /**
     * Hands a record over; waits where too many are on their way.
     *
     * @throws KafkaException if this or an earlier record can't be sent
     */
    public void send(ProducerRecord<byte[], byte[]> record) {
        throwFailure();
        var answer = producer.send(record, (at, e) -> failure.compareAndSet(null, e));
        if (answer.isDone()) {
            throwFailure();
        }
    }

    /**
     * Waits until all records are on the broker.
     *
     * @throws KafkaException if one of them is not
     */
    public void flush() {
        producer.flush();
        throwFailure();
    }

    @Override
    public void close() {
        producer.close();
    }

    private void throwFailure() {
        Exception e = failure.get();
        if (e instanceof RuntimeException kafkas) {
            throw kafkas;
        }
        if (e != null) {
            throw new KafkaException(e);
        }
    }
}
