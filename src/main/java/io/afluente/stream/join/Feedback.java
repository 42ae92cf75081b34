package io.afluente.stream.join;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.afluente.image.BadImage;
import io.afluente.stream.BadRecord;
import io.afluente.stream.JsonFields;
import io.afluente.stream.RecordPosition;
import java.io.IOException;
import java.util.Optional;

/**
 * What a record of feedback says. Unknown fields are passed over.
 *
 * @param label that is right
 * @param source where the image lies, if it says so
 */
public record Feedback(int label, Optional<RecordPosition> source) {
    private static final String EXAMPLE = "{\"label\": 7}";

    /**
     * Reads a value.
     *
     * @throws BadRecord if it says no label, or no place where it names one
     */
    public static Feedback read(byte[] value) {
        if (value == null || value.length == 0) {
            throw new BadRecord("value: empty; " + EXAMPLE + " says a label");
        }
        Fields fields = new Fields();
        try {
            JsonFields.read(value, EXAMPLE, fields::take);
        } catch (BadImage e) {
            throw new BadRecord(e.getMessage(), e);
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
                case "source" -> source = JsonFields.once(name, source, place(json));
                default -> {
                    // somebody else's field
                }
            }
        }

        Feedback feedback() {
            if (label == null) {
                throw new BadRecord("label: missing; " + EXAMPLE + " says one");
            }
            if (label != label.intValue()) {
                throw new BadRecord("label: there is none of number " + label);
            }
            return new Feedback(label.intValue(), Optional.ofNullable(source));
        }

        private static RecordPosition place(JsonParser json) throws IOException {
            Place place = new Place();
            if (json.currentToken() == JsonToken.START_OBJECT) {
                JsonFields.readObject(json, place::take);
            }
            return place.source();
        }
    }

    /** The fields of {@code source} as they come. */
    private static final class Place {
        private String topic;
        private long partition = -1;
        private long offset = -1;

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

        RecordPosition source() {
            if (topic == null || partition != (int) partition || partition < 0 || offset < 0) {
                throw new BadRecord(
                        "source: needs a topic, and a partition and an offset from 0, as its"
                                + " prediction has them");
            }
            return new RecordPosition(topic, (int) partition, offset);
        }
    }
}
