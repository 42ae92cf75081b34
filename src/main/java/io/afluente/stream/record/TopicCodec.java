package io.afluente.stream.record;

import io.afluente.image.OneLine;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * How the values of a topic are written and read, by whoever does either. What is written says its
 * content type in a header. All that is read here is JSON, whatever the header says: another format
 * is told from it in {@code deserialize}, and by its first bytes where a value travels without
 * headers of its own, as the prediction on a labelled image does.
 *
 * @param <T> what a value says
 */
public abstract class TopicCodec<T> implements Serde<T>, Serializer<T>, Deserializer<T> {
    /** How a value is written. */
    public MediaType contentType() {
        return MediaType.JSON;
    }

    @Override
    public final byte[] serialize(String topic, Headers headers, T value) {
        HeaderNames.put(headers, HeaderNames.CONTENT_TYPE, contentType());
        return serialize(topic, value);
    }

    /** What a record says. */
    public final T read(ConsumerRecord<byte[], byte[]> record) {
        return deserialize(record.topic(), record.headers(), record.value());
    }

    @Override
    public final Serializer<T> serializer() {
        return this;
    }

    @Override
    public final Deserializer<T> deserializer() {
        return this;
    }

    @Override
    public final void configure(Map<String, ?> configs, boolean isKey) {
        // the same for all
    }

    @Override
    public final void close() {
        // holds nothing
    }

    /** Why a value can't be read, in one line. */
    static SerializationException refusal(String topic, String what, Exception e) {
        String reason = OneLine.first(e.getMessage(), "");
        return new SerializationException(
                OneLine.of("%s: not a %s: %s".formatted(topic, what, reason)), e);
    }

    /** A field that must be there. */
    static <F> F need(String name, F field) {
        if (field == null) {
            throw new IllegalArgumentException(name + ": missing");
        }
        return field;
    }
}
