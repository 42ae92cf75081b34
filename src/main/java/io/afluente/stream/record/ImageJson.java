package io.afluente.stream.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.afluente.image.BadImageException;
import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.image.decode.ImageFormat;
import io.afluente.stream.format.ValueFields;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The fields of an image record, as JSON {@code {"format", "height", "width", "channels", "data",
 * "label"}}. Unknown fields are passed over.
 *
 * @param format raw, or a picture's
 * @param height in pixels, for raw alone; 0 if absent
 * @param width in pixels, for raw alone; 0 if absent
 * @param channels for raw alone; 0 if absent
 * @param data the pixels or the file
 * @param label what it shows, if it says so
 */
record ImageJson(
        MediaType format, long height, long width, long channels, byte[] data, OptionalLong label) {
    private static final String EXAMPLE = "{\"format\": \"png\", \"data\": \"iVBORw0KGgo...\"}";
    private static final String FORMATS =
            Stream.concat(Stream.of("raw"), Arrays.stream(ImageFormat.values()))
                    .map(Object::toString)
                    .collect(Collectors.joining(", "));
    private static final int MAX_SIDE = 65_535;
    private static final JsonFactory WRITER = new JsonFactory();

    static ImageJson read(byte[] value) {
        Fields fields = new Fields();
        JsonFields.read(value, EXAMPLE, fields::take);
        return fields.image();
    }

    /** The same fields in another format, where {@code data} may be bytes as well as base64. */
    static ImageJson of(ValueFields given) {
        Fields fields = new Fields();
        fields.format = given.text("format").orElse(null);
        fields.height = number(given, "height");
        fields.width = number(given, "width");
        fields.channels = number(given, "channels");
        fields.label = number(given, "label");
        fields.data = given.bytesOrText("data").map(ImageJson::bytes).orElse(null);
        return fields.image();
    }

    private static Long number(ValueFields given, String name) {
        OptionalLong number = given.whole(name);
        return number.isPresent() ? number.getAsLong() : null;
    }

    private static byte[] bytes(Object data) {
        return data instanceof byte[] bytes ? bytes : Base64Text.decode((String) data);
    }

    /** A picture as raw pixels. */
    static byte[] write(Image image, OptionalInt label) {
        InputShape shape = image.shape();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2 * shape.size());
        try (JsonGenerator json = WRITER.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("format", "raw");
            json.writeNumberField("height", shape.height());
            json.writeNumberField("width", shape.width());
            json.writeNumberField("channels", shape.channels());
            json.writeBinaryField("data", image.pixels());
            if (label.isPresent()) {
                json.writeNumberField("label", label.getAsInt());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The pixels as they are, which raw data must be. */
    Image pixels() {
        if (height == 0 || width == 0 || channels == 0) {
            throw new BadImageException("height, width, channels: all three are needed for raw");
        }
        checkSide("height", height);
        checkSide("width", width);
        if (channels != 1 && channels != 3) {
            throw new BadImageException("channels: 1 or 3, not " + channels);
        }
        long needed = height * width * channels;
        if (needed != data.length) {
            throw new BadImageException(
                    "data: %dx%dx%d needs %,d bytes, got %,d"
                            .formatted(height, width, channels, needed, data.length));
        }
        return new Image(new InputShape((int) height, (int) width, (int) channels), data);
    }

    private static void checkSide(String name, long side) {
        if (side < 1 || side > MAX_SIDE) {
            throw new BadImageException(
                    "%s: must be from 1 to %,d, not %d".formatted(name, MAX_SIDE, side));
        }
    }

    /** The fields as they come. */
    private static final class Fields {
        private String format;
        private Long height;
        private Long width;
        private Long channels;
        private byte[] data;
        private Long label;

        void take(String name, JsonParser json) throws IOException {
            switch (name) {
                case "format" ->
                        format = JsonFields.once(name, format, JsonFields.text(name, json));
                case "height" ->
                        height = JsonFields.once(name, height, JsonFields.number(name, json));
                case "width" -> width = JsonFields.once(name, width, JsonFields.number(name, json));
                case "channels" ->
                        channels = JsonFields.once(name, channels, JsonFields.number(name, json));
                case "label" -> label = JsonFields.once(name, label, JsonFields.number(name, json));
                case "data" -> data = JsonFields.once(name, data, base64(json));
                default -> {
                    // somebody else's field
                }
            }
        }

        ImageJson image() {
            if (format == null) {
                throw new BadImageException("format: missing; one of " + FORMATS);
            }
            MediaType type = MediaType.ofFormat(format).orElseThrow(() -> unknown(format));
            if (data == null) {
                throw new BadImageException("data: missing; the picture, in JSON as base64");
            }
            return new ImageJson(
                    type,
                    orZero(height),
                    orZero(width),
                    orZero(channels),
                    data,
                    label == null ? OptionalLong.empty() : OptionalLong.of(label));
        }

        private static long orZero(Long number) {
            return number == null ? 0 : number;
        }

        private static byte[] base64(JsonParser json) throws IOException {
            if (json.currentToken() == JsonToken.START_ARRAY) {
                throw new BadImageException(
                        "data: must be base64 of the bytes, not a list of numbers");
            }
            return Base64Text.decode(JsonFields.text("data", json));
        }

        private static BadImageException unknown(String format) {
            return new BadImageException(
                    "format: one of %s, not \"%s\"".formatted(FORMATS, ImageCodec.brief(format)));
        }
    }
}
