package io.afluente.stream.record;

import io.afluente.image.OneLine;
import io.afluente.stream.event.EventEnvelope;
import io.afluente.stream.event.EventMode;
import io.afluente.stream.event.StructuredEvent;
import io.afluente.stream.format.BadValueException;
import io.afluente.stream.format.ValueFields;
import io.afluente.stream.format.ValueFormat;
import io.afluente.stream.format.ValueFormats;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * How the values of a topic are written and read, by whoever does either. What is written says its
 * content type in a header. What is read here is told by its first bytes, whatever the header says,
 * unless that says that the value came in an event: no JSON begins as the values do whose schema a
 * registry has, and values travel without headers of their own too, as the prediction on a labelled
 * image does.
 *
 * @param <T> what a value says
 */
public abstract class TopicCodec<T> implements Serde<T>, Serializer<T>, Deserializer<T> {
    private final ValueFormats formats;
    private final String schema;
    private final EventMode events;

    /**
     * @param formats that the values of topics have
     * @param schema of these values, by the name of a file in {@code topics/}
     */
    TopicCodec(ValueFormats formats, String schema) {
        this(formats, schema, EventMode.NONE);
    }

    /**
     * @param events whether values are written in the envelope of an event
     */
    TopicCodec(ValueFormats formats, String schema, EventMode events) {
        this.formats = formats;
        this.schema = schema;
        this.events = events;
    }

    abstract byte[] toJson(String topic, T value);

    abstract T ofJson(String topic, byte[] json);

    /** The fields that a value has, by their names in JSON. */
    abstract Map<String, ?> toFields(T value);

    abstract T ofFields(String topic, ValueFields fields);

    /** What is thrown where a value can't be read. */
    abstract RuntimeException refused(String topic, BadValueException e);

    @Override
    public final byte[] serialize(String topic, Headers headers, T value) {
        String type = formats.of(topic).contentType();
        byte[] written = serialize(topic, value);
        boolean enveloped = events == EventMode.STRUCTURED;
        HeaderNames.put(
                headers, HeaderNames.CONTENT_TYPE, enveloped ? EventEnvelope.CONTENT_TYPE : type);
        return enveloped ? EventEnvelope.around(headers, type, written) : written;
    }

    @Override
    public final byte[] serialize(String topic, T value) {
        return formats.of(topic) == ValueFormat.JSON
                ? toJson(topic, value)
                : formats.write(topic, schema, toFields(value));
    }

    /** The same, for a value that may have come in an event. */
    @Override
    public final T deserialize(String topic, Headers headers, byte[] value) {
        return deserialize(topic, bare(topic, headers, value));
    }

    /**
     * A value out of the event that it came in, if it came in one: what can be read without its
     * headers.
     */
    public final byte[] bare(String topic, Headers headers, byte[] value) {
        String contentType = MediaType.in(headers);
        if (!StructuredEvent.isNamed(contentType)) {
            return value;
        }
        try {
            return StructuredEvent.open(contentType, value).value();
        } catch (BadValueException e) {
            throw refused(topic, e);
        }
    }

    @Override
    public final T deserialize(String topic, byte[] value) {
        if (!formats.takes(value)) {
            return ofJson(topic, value);
        }
        try {
            return ofFields(topic, formats.read(schema, value));
        } catch (BadValueException e) {
            throw refused(topic, e);
        }
    }

    /**
     * The value of a record as JSON, whatever it was written as; null of no value.
     *
     * @param read what it says
     */
    public final byte[] json(ConsumerRecord<byte[], byte[]> record, T read) {
        byte[] value = bare(record.topic(), record.headers(), record.value());
        return formats.takes(value) ? toJson(record.topic(), read) : value;
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
