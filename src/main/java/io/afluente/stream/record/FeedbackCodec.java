package io.afluente.stream.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.afluente.image.BadImageException;
import io.afluente.stream.format.BadValueException;
import io.afluente.stream.format.ValueFields;
import io.afluente.stream.format.ValueFormats;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * What pictures really were. Anybody may write it: what is no feedback ends in a {@link
 * BadRecordException} that names the field, and unknown fields are passed over.
 */
public final class FeedbackCodec extends TopicCodec<Feedback> {
    private static final String EXAMPLE = "{\"label\": 7}";
    private static final JsonMapper WRITER = JsonMapper.builder().build();

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Value(int label, RecordPosition source) {}

    /** All JSON, and no registry to ask. */
    public FeedbackCodec() {
        this(ValueFormats.JSON);
    }

    public FeedbackCodec(ValueFormats formats) {
        super(formats, "feedback");
    }

    /** A correction, in the partition of its image so that the two meet. */
    public ProducerRecord<byte[], byte[]> record(
            String topic, String id, int label, RecordPosition source) {
        RecordHeaders headers = new RecordHeaders();
        byte[] value = serialize(topic, headers, new Feedback(label, Optional.of(source)));
        byte[] key = id.getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(topic, source.partition(), key, value, headers);
    }

    @Override
    byte[] toJson(String topic, Feedback feedback) {
        try {
            return WRITER.writeValueAsBytes(
                    new Value(feedback.label(), feedback.source().orElse(null)));
        } catch (JsonProcessingException e) {
            throw new SerializationException(topic, e);
        }
    }

    @Override
    Map<String, ?> toFields(Feedback feedback) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("label", feedback.label());
        feedback.source().ifPresent(source -> fields.put("source", source.fields()));
        return fields;
    }

    @Override
    Feedback ofFields(String topic, ValueFields given) {
        Fields fields = new Fields();
        given.whole("label").ifPresent(label -> fields.label = label);
        given.record("source")
                .map(Position::of)
                .map(Position::checked)
                .ifPresent(source -> fields.source = source);
        return fields.feedback();
    }

    @Override
    RuntimeException refused(String topic, BadValueException e) {
        return new BadRecordException(e.getMessage(), e);
    }

    @Override
    Feedback ofJson(String topic, byte[] value) {
        if (value == null || value.length == 0) {
            throw new BadRecordException("value: empty; " + EXAMPLE + " says a label");
        }
        Fields fields = new Fields();
        try {
            JsonFields.read(value, EXAMPLE, fields::take);
        } catch (BadImageException e) {
            throw new BadRecordException(e.getMessage(), e);
        }
        return fields.feedback();
    }

    /** The fields as they come. */
    private static final class Fields {
        private Long label;
        private RecordPosition source;

        void take(String name, JsonParser json) throws IOException {
            switch (name) {
                case "label" -> label = JsonFields.once(name, label, JsonFields.number(name, json));
                case "source" -> source = JsonFields.once(name, source, position(json));
                default -> {
                    // somebody else's field
                }
            }
        }

        Feedback feedback() {
            if (label == null) {
                throw new BadRecordException("label: missing; " + EXAMPLE + " says one");
            }
            if (label != label.intValue()) {
                throw new BadRecordException("label: there is none of number " + label);
            }
            return new Feedback(label.intValue(), Optional.ofNullable(source));
        }

        private static RecordPosition position(JsonParser json) throws IOException {
            Position position = new Position();
            if (json.currentToken() == JsonToken.START_OBJECT) {
                JsonFields.readObject(json, position::take);
            }
            return position.checked();
        }
    }

    /** The fields of {@code source} as they come. */
    private static final class Position {
        private String topic;
        private long partition = -1;
        private long offset = -1;

        static Position of(ValueFields fields) {
            Position position = new Position();
            position.topic = fields.text("topic").orElse(null);
            position.partition = fields.whole("partition").orElse(-1);
            position.offset = fields.whole("offset").orElse(-1);
            return position;
        }

        void take(String name, JsonParser json) throws IOException {
            switch (name) {
                case "topic" -> topic = JsonFields.text("source.topic", json);
                case "partition" -> partition = JsonFields.number("source.partition", json);
                case "offset" -> offset = JsonFields.number("source.offset", json);
                default -> {
                    // somebody else's field
                }
            }
        }

        RecordPosition checked() {
            if (topic == null || partition != (int) partition || partition < 0 || offset < 0) {
                throw new BadRecordException(
                        "source: needs a topic, and a partition and an offset from 0, as its"
                                + " prediction has them");
            }
            return new RecordPosition(topic, (int) partition, offset);
        }
    }
}
