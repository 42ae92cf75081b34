package io.afluente.stream.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.afluente.stream.format.BadValueException;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/**
 * Opens events of the structured mode. Whoever asks has checked how large the value is. Safe for
 * any thread.
 */
public final class StructuredEvent {
    private static final String EVENTS = "application/cloudevents";
    private static final String JSON = EVENTS + "+json";
    private static final String BATCH = EVENTS + "-batch";

    private static final JsonFactory READER =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(16)
                                    .maxNameLength(1_000)
                                    // the record's own size is the limit here
                                    .maxStringLength(Integer.MAX_VALUE)
                                    .build())
                    .build();

    private StructuredEvent() {}

    /** Whether a content type says that the value is an event, and not only what one is about. */
    public static boolean isNamed(String contentType) {
        return contentType != null
                && essence(contentType).regionMatches(true, 0, EVENTS, 0, EVENTS.length());
    }

    /**
     * Takes what an event is about out of it.
     *
     * @param contentType one that {@link #isNamed}
     * @throws BadValueException if it is no event, or of a kind that is not read
     */
    public static EventData open(String contentType, byte[] value) {
        requireJson(essence(contentType).toLowerCase(Locale.ROOT));
        if (value == null || value.length == 0) {
            throw new BadValueException("value: empty");
        }
        EventFields fields = new EventFields();
        try (JsonParser json = READER.createParser(value)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new BadValueException("value: a CloudEvent must be a JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                fields.take(name, json);
            }
            if (json.nextToken() != null) {
                throw new BadValueException("value: something follows the CloudEvent");
            }
        } catch (JsonProcessingException e) {
            throw noJson(e.getOriginalMessage());
        } catch (IOException e) {
            // of characters that are none, in an encoding that JSON may have
            throw noJson(e.getMessage());
        }
        return fields.data();
    }

    private static BadValueException noJson(String reason) {
        return new BadValueException("value: no JSON, as a CloudEvent must be: " + reason);
    }

    /** The id that an event says; empty if it says none, or is none. */
    public static Optional<String> id(byte[] value) {
        if (value == null) {
            return Optional.empty();
        }
        try (JsonParser json = READER.createParser(value)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean found = json.currentName().equals("id");
                if (json.nextToken() == JsonToken.VALUE_STRING && found) {
                    return Optional.of(json.getText());
                }
                json.skipChildren();
            }
        } catch (IOException noEvent) {
            // whoever reads the value says so
        }
        return Optional.empty();
    }

    private static void requireJson(String type) {
        if (type.startsWith(BATCH)) {
            throw new BadValueException(
                    "content-type: batches of CloudEvents are not read; send each event as a record"
                            + " of its own");
        }
        if (!type.equals(JSON)) {
            throw new BadValueException(
                    "content-type: of structured CloudEvents %s alone is read, not \"%s\""
                            .formatted(JSON, EventFields.brief(type)));
        }
    }

    /** A content type without its parameters, and the quotes that a serializer of JSON puts. */
    private static String essence(String contentType) {
        return contentType.split(";", 2)[0].replace('"', ' ').strip();
    }
}
