package io.afluente.stream.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.afluente.image.BadImageException;
import java.io.IOException;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Reads JSON objects that other programs wrote, field by field and without a tree. A field that is
 * null counts as absent, a number may stand in quotes. Whatever is wrong ends in a {@link
 * BadImageException} that names the field.
 */
public final class JsonFields {
    static final int MAX_DEPTH = 8;
    static final int MAX_NAME = 1_000;

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(MAX_DEPTH)
                                    .maxNameLength(MAX_NAME)
                                    // the record's own size is the limit here
                                    .maxStringLength(Integer.MAX_VALUE)
                                    .build())
                    .build();

    private JsonFields() {}

    /** Takes one field, of which the parser has the value, or passes it over. */
    public interface Taker {
        void take(String name, JsonParser json) throws IOException;
    }

    /**
     * Reads a value that is one object.
     *
     * @param example of such a value, for who sent something else
     */
    public static void read(byte[] value, String example, Taker taker) {
        try (JsonParser json = JSON.createParser(value)) {
            json.nextToken();
            if (json.currentToken() != JsonToken.START_OBJECT) {
                throw new BadImageException(
                        "value: must be a JSON object, as in %s, got %s"
                                .formatted(example, got(json)));
            }
            readObject(json, taker);
            expectEnd(json);
        } catch (IOException e) {
            throw new BadImageException("value: " + JsonErrorText.of(value, e), e);
        }
    }

    /** Reads the object that the parser stands at. */
    public static void readObject(JsonParser json, Taker taker) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            if (json.nextToken() != JsonToken.VALUE_NULL) {
                taker.take(name, json);
                json.skipChildren();
            }
        }
    }

    /**
     * What a field says now.
     *
     * @param before what the same field said already; null if nothing
     * @throws BadImageException if that was something else
     */
    public static <T> T once(String field, T before, T now) {
        if (before != null && !Objects.deepEquals(before, now)) {
            throw new BadImageException(field + ": said twice, and differently");
        }
        return now;
    }

    private static void expectEnd(JsonParser json) {
        try {
            if (json.nextToken() == null) {
                return;
            }
        } catch (IOException e) {
            throw new BadImageException("value: something that is no JSON follows the object", e);
        }
        throw new BadImageException("value: something follows the JSON object");
    }

    /** Text, as it is. */
    public static String text(String field, JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw new BadImageException("%s: must be text, got %s".formatted(field, got(json)));
        }
        return json.getText();
    }

    /** A whole number, of whatever size. */
    public static long number(String field, JsonParser json) throws IOException {
        boolean scalar =
                json.currentToken().isNumeric() || json.currentToken() == JsonToken.VALUE_STRING;
        OptionalLong number = scalar ? WholeNumber.of(json.getText()) : OptionalLong.empty();
        return number.orElseThrow(() -> notANumber(field, json));
    }

    private static BadImageException notANumber(String field, JsonParser json) {
        return new BadImageException(
                "%s: must be a whole number, got %s".formatted(field, got(json)));
    }

    /** The value that the parser stands at, in words. */
    static String got(JsonParser json) {
        if (json.currentToken() == null) {
            return "nothing but white space";
        }
        return switch (json.currentToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "\"" + ImageCodec.brief(textOf(json)) + "\"";
            default -> ImageCodec.brief(textOf(json));
        };
    }

    private static String textOf(JsonParser json) {
        try {
            return String.valueOf(json.getText());
        } catch (IOException e) {
            return "what can't be read";
        }
    }
}
