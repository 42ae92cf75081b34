package io.afluente.stream.join;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.afluente.stream.BadRecord;
import io.afluente.stream.Source;
import java.io.IOException;
import java.util.Optional;

/**
 * What a record of feedback says. Unknown fields are passed over.
 *
 * @param label that is right
 * @param source where the image lies, if it says so
 */
public record Feedback(int label, Optional<Source> source) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    /**
     * Reads a value.
     *
     * @throws BadRecord if it says no label, or no place where it names one
     */
    public static Feedback read(byte[] value) {
        JsonNode json = parse(value);
        JsonNode label = json.path("label");
        if (!label.canConvertToInt() || !label.isIntegralNumber()) {
            throw new BadRecord(
                    "label: must be a whole number, as in {\"label\": 7}, got " + brief(label));
        }
        JsonNode source = json.path("source");
        boolean placed = !source.isMissingNode() && !source.isNull();
        return new Feedback(
                label.intValue(), placed ? Optional.of(source(source)) : Optional.empty());
    }

    private static JsonNode parse(byte[] value) {
        if (value == null || value.length == 0) {
            throw new BadRecord("value: empty; {\"label\": 7} says a label");
        }
        try {
            return JSON.readTree(value);
        } catch (IOException e) {
            throw new BadRecord("value: broken JSON: " + firstLine(reason(e)), e);
        }
    }

    private static Source source(JsonNode json) {
        JsonNode topic = json.path("topic");
        JsonNode partition = json.path("partition");
        JsonNode offset = json.path("offset");
        boolean whole =
                topic.isTextual()
                        && partition.isIntegralNumber()
                        && partition.canConvertToInt()
                        && offset.isIntegralNumber()
                        && offset.canConvertToLong();
        if (!whole || partition.intValue() < 0 || offset.longValue() < 0) {
            throw new BadRecord(
                    "source: needs a topic, and a partition and an offset from 0, got "
                            + brief(json));
        }
        return new Source(topic.textValue(), partition.intValue(), offset.longValue());
    }

    private static String brief(JsonNode json) {
        String text = json.isMissingNode() ? "none" : json.toString();
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }

    // Bytes that are no text of any kind end in a plain IOException.
    private static String reason(IOException e) {
        return e instanceof JsonProcessingException json
                ? json.getOriginalMessage()
                : e.getMessage();
    }

    private static String firstLine(String message) {
        return String.valueOf(message).lines().findFirst().orElse("");
    }
}
