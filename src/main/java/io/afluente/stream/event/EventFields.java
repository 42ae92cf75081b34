package io.afluente.stream.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.afluente.stream.format.BadValueException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The fields of an event as they come. One that is null counts as absent, as the standard says. */
final class EventFields {
    private static final String DATA = "data";
    private static final String BASE64 = "data_base64";
    private static final String VERSION = "specversion";
    private static final String TYPE_OF_DATA = "datacontenttype";
    private static final List<String> REQUIRED = List.of(VERSION, "id", "source", "type");
    private static final List<String> STANDARD = List.of("subject", "time", "dataschema");
    private static final int BRIEF = 40;
    private static final int MAX_EXTENSIONS = 64;
    private static final int MAX_EXTENSION = 8_192;
    private static final JsonFactory WRITER = new JsonFactory();

    private final Set<String> seen = new HashSet<>();
    private final Map<String, String> attributes = new HashMap<>();
    private final Map<String, String> extensions = new LinkedHashMap<>();
    private byte[] json;
    private String text;
    private byte[] bytes;

    /** Takes a field, of which the parser has the value. */
    void take(String name, JsonParser value) throws IOException {
        if (!seen.add(name)) {
            throw new BadValueException(brief(name) + ": said twice");
        }
        if (value.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        switch (name) {
            case DATA -> takeData(value);
            case BASE64 -> bytes = decoded(text(name, value));
            case VERSION, "id", "source", "type", TYPE_OF_DATA ->
                    attributes.put(name, text(name, value));
            default -> takeExtension(name, value);
        }
    }

    /** Those that the standard has types for; more than anybody sends are not kept. */
    private void takeExtension(String name, JsonParser value) throws IOException {
        boolean kept = value.currentToken().isScalarValue() && extensions.size() < MAX_EXTENSIONS;
        if (kept && value.getTextLength() <= MAX_EXTENSION && !STANDARD.contains(name)) {
            extensions.put(name, value.getText());
        }
        value.skipChildren();
    }

    private void takeData(JsonParser value) throws IOException {
        if (value.currentToken() == JsonToken.VALUE_STRING) {
            text = value.getText();
            return;
        }
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        try (JsonGenerator out = WRITER.createGenerator(copy)) {
            out.copyCurrentStructure(value);
        }
        json = copy.toByteArray();
    }

    private static String text(String name, JsonParser value) throws IOException {
        if (value.currentToken() != JsonToken.VALUE_STRING) {
            throw new BadValueException(name + ": must be text");
        }
        return value.getText();
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new BadValueException(BASE64 + ": no base64");
        }
    }

    /** What the event is about, if it is one. */
    EventData data() {
        for (String name : REQUIRED) {
            if (attributes.getOrDefault(name, "").isBlank()) {
                throw new BadValueException(
                        "%s: missing; a CloudEvent needs %s"
                                .formatted(name, String.join(", ", REQUIRED)));
            }
        }
        String version = attributes.get(VERSION);
        if (!version.equals("1.0")) {
            throw new BadValueException(
                    "%s: must be 1.0, not \"%s\"".formatted(VERSION, brief(version)));
        }
        boolean hasData = json != null || text != null;
        if (hasData && bytes != null) {
            throw new BadValueException("data, data_base64: only one of both may be there");
        }
        if (!hasData && bytes == null) {
            throw new BadValueException("data: missing; data or data_base64 has the value");
        }
        String type = attributes.get(TYPE_OF_DATA);
        return bytes != null ? new EventData(type, bytes, extensions) : ofData(type);
    }

    /** Data that stands in the event as it is: nothing that is read here is text but JSON. */
    private EventData ofData(String type) {
        if (isJson(type)) {
            byte[] data = json != null ? json : meant(text);
            return new EventData("application/json", data, extensions);
        }
        throw new BadValueException(
                "data: %s comes in data_base64, only JSON comes in data".formatted(brief(type)));
    }

    private static boolean isJson(String type) {
        if (type == null) {
            return true;
        }
        String essence = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return essence.endsWith("/json") || essence.endsWith("+json");
    }

    /** Some programs put JSON into a text first; what was meant is read. */
    private static byte[] meant(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String brief(String text) {
        return text.length() <= BRIEF ? text : text.substring(0, BRIEF) + "...";
    }
}
