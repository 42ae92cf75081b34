package io.afluente.cli.demo;

import io.afluente.image.LabeledImage;
import io.afluente.learn.Control;
import io.afluente.stream.HeaderNames;
import io.afluente.stream.ImageCodec;
import io.afluente.stream.Topics;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends MNIST's pictures as raw pixels, as any Kafka client could. Safe for several threads. */
final class ImageSender implements AutoCloseable {
    private final Topics topics;
    private final KafkaProducer<String, byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    ImageSender(Map<String, Object> client, Topics topics) {
        this.topics = topics;
        Map<String, Object> config = new HashMap<>(client);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 << 10);
        this.producer =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    /** An image to be answered. */
    void sendImage(String id, LabeledImage image) {
        send(raw(topics.images(), id, image));
    }

    /** An image to learn from. */
    void sendLabeled(String id, LabeledImage image) {
        ProducerRecord<String, byte[]> record = raw(topics.labeledImages(), id, image);
        HeaderNames.put(record.headers(), HeaderNames.LABEL, image.label());
        send(record);
    }

    /** A word to the learner. */
    void sendControl(Control.Order order) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topics.labeledImages(), null, null);
        HeaderNames.put(record.headers(), HeaderNames.CONTROL, order.wireName());
        send(record);
    }

    /** Waits until all that was sent is on the broker. */
    void flush() {
        producer.flush();
        throwFailure();
    }

    @Override
    public void close() {
        producer.close();
    }

    /** The id of an image of a split, the same in every run. */
    static String idOf(String split, int index) {
        return String.format(Locale.ROOT, "%s-%06d", split, index);
    }

    /** The index in an id that {@link #idOf} made. */
    static int indexOf(String id) {
        return Integer.parseInt(id.substring(id.lastIndexOf('-') + 1));
    }

    private void send(ProducerRecord<String, byte[]> record) {
        throwFailure();
        var unused = producer.send(record, (at, e) -> failure.compareAndSet(null, e));
    }

    private void throwFailure() {
        Exception e = failure.get();
        if (e != null) {
            throw new IllegalStateException("an image could not be sent: " + e.getMessage(), e);
        }
    }

    private static ProducerRecord<String, byte[]> raw(String topic, String id, LabeledImage image) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topic, id, image.image().pixels());
        record.headers()
                .add(HeaderNames.CONTENT_TYPE, ImageCodec.RAW.getBytes(StandardCharsets.UTF_8));
        return record;
    }
}
