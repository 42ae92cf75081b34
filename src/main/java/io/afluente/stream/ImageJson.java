package io.afluente.stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.afluente.image.BadImage;
import java.io.IOException;

/**
 * The JSON value of an image record: {@code {"format", "height", "width", "channels", "data",
 * "label"}}. Read field by field, without a tree; unknown fields are passed over.
 *
 * @param format raw, png or jpeg
 * @param height in pixels, for raw; 0 if absent
 * @param width in pixels, for raw; 0 if absent
 * @param channels for raw; 0 if absent
 * @param data the pixels or the file
 * @param label what it shows; -1 if absent
 */
record ImageJson(String format, int height, int width, int channels, byte[] data, int label) {
    private static final int DEEPEST = 8;
    private static final int LONGEST_NAME = 1_000;
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEEPEST)
                                    .maxNameLength(LONGEST_NAME)
                                    // the record's own size is the limit here
                                    .maxStringLength(Integer.MAX_VALUE)
                                    .build())
                    .build();

    static ImageJson read(byte[] value) {
        try (JsonParser json = JSON.createParser(value)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new BadImage("value: not a JSON object");
            }
            ImageJson image = new Fields().read(json);
            if (json.nextToken() != null) {
                throw new BadImage("value: something follows the JSON object");
            }
            return image;
        } catch (IOException e) {
            throw new BadImage("value: broken JSON: " + firstLine(e), e);
        }
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    /** The fields as they come. */
    private static final class Fields {
        private String format;
        private int height;
        private int width;
        private int channels;
        private byte[] data;
        private int label = -1;

        ImageJson read(JsonParser json) throws IOException {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                take(name, json);
            }
            if (json.currentToken() != JsonToken.END_OBJECT) {
                throw new BadImage("value: broken JSON: the object does not end");
            }
            if (format == null) {
                throw new BadImage("format: missing; one of raw, png, jpeg");
            }
            if (data == null) {
                throw new BadImage("data: missing; the picture as base64");
            }
            return new ImageJson(format, height, width, channels, data, label);
        }

        private void take(String name, JsonParser json) throws IOException {
            switch (name) {
                case "format" -> format = text(name, json);
                case "height" -> height = number(name, json, 1);
                case "width" -> width = number(name, json, 1);
                case "channels" -> channels = number(name, json, 1);
                case "label" -> label = number(name, json, 0);
                case "data" -> data = base64(json);
                default -> json.skipChildren();
            }
        }

        private static String text(String name, JsonParser json) throws IOException {
            if (json.currentToken() != JsonToken.VALUE_STRING) {
                throw new BadImage(name + ": must be text, got " + json.currentToken());
            }
            return json.getText();
        }

        private static int number(String name, JsonParser json, int least) throws IOException {
            if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
                throw new BadImage(name + ": must be a whole number, got " + json.currentToken());
            }
            long value =
                    json.getNumberType() == JsonParser.NumberType.INT ? json.getIntValue() : -1;
            if (value < least) {
                throw new BadImage(
                        "%s: must be from %d to %d".formatted(name, least, Integer.MAX_VALUE));
            }
            return (int) value;
        }

        private static byte[] base64(JsonParser json) throws IOException {
            text("data", json);
            try {
                return json.getBinaryValue();
            } catch (IOException e) {
                throw new BadImage("data: not base64: " + firstLine(e), e);
            }
        }
    }
}
