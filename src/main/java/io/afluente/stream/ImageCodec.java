package io.afluente.stream;

import io.afluente.image.BadImage;
import io.afluente.image.Image;
import io.afluente.image.ImageDecoder;
import io.afluente.image.ImageFit;
import io.afluente.image.InputShape;
import io.afluente.image.LabeledImage;
import org.apache.kafka.common.header.Headers;

/**
 * Reads the value of a record on {@code images} or {@code labeled-images}, by its content type,
 * into a picture of the model's shape. Says in a {@link BadImage} what is wrong with it. Safe for
 * any thread.
 */
public final class ImageCodec {
    public static final String JSON = "application/json";
    public static final String PNG = "image/png";
    public static final String JPEG = "image/jpeg";
    public static final String RAW = "application/octet-stream";

    private final ImageDecoder decoder;
    private final int largest;

    /**
     * @param decoder for PNG and JPEG, with its own limits
     * @param largest value to look into, in bytes
     */
    public ImageCodec(ImageDecoder decoder, int largest) {
        this.decoder = decoder;
        this.largest = largest;
    }

    /** The picture of an image record. */
    public Image image(byte[] value, Headers headers, InputShape shape) {
        String type = HeaderNames.text(headers, HeaderNames.CONTENT_TYPE);
        return image(value, type, HeaderNames.text(headers, HeaderNames.INK), shape);
    }

    /** The picture of a value of a content type, drawn in an ink; light on dark if it is null. */
    public Image image(byte[] value, String contentType, String ink, InputShape shape) {
        return InkWord.lightOnDark(image(value, contentType, shape), ink);
    }

    /** The picture of a value of a content type; JSON if it has none. */
    public Image image(byte[] value, String contentType, InputShape shape) {
        String type = checked(value, contentType);
        return switch (type) {
            case RAW -> new Image(shape, value);
            case PNG, JPEG -> decoder.decode(value, shape);
            case JSON -> picture(ImageJson.read(value), shape);
            default -> throw unknown(type);
        };
    }

    /** The picture of a labelled record with its label, below {@code labels}. */
    public LabeledImage labeled(byte[] value, Headers headers, InputShape shape, int labels) {
        int label = headerLabel(headers);
        String type = checked(value, HeaderNames.text(headers, HeaderNames.CONTENT_TYPE));
        if (!type.equals(JSON)) {
            Image image = image(value, headers, shape);
            return new LabeledImage(image, checked(label, labels));
        }
        ImageJson json = ImageJson.read(value);
        if (label >= 0 && json.label() >= 0 && label != json.label()) {
            throw new BadImage(
                    "label: the header says %d, the value %d".formatted(label, json.label()));
        }
        int agreed = checked(label >= 0 ? label : json.label(), labels);
        return new LabeledImage(
                InkWord.lightOnDark(
                        picture(json, shape), HeaderNames.text(headers, HeaderNames.INK)),
                agreed);
    }

    private String checked(byte[] value, String contentType) {
        if (value == null || value.length == 0) {
            throw new BadImage("value: empty");
        }
        if (value.length > largest) {
            throw new BadImage(
                    "value: %,d bytes are more than the %,d allowed"
                            .formatted(value.length, largest));
        }
        return contentType == null ? JSON : contentType;
    }

    private Image picture(ImageJson json, InputShape shape) {
        return switch (json.format()) {
            case "raw" -> ImageFit.fit(raw(json), shape);
            case "png", "jpeg" -> decoder.decode(json.data(), shape);
            default ->
                    throw new BadImage(
                            "format: one of raw, png, jpeg, not \"" + brief(json.format()) + "\"");
        };
    }

    private static Image raw(ImageJson json) {
        if (json.height() == 0 || json.width() == 0 || json.channels() == 0) {
            throw new BadImage("height, width, channels: all three are needed for raw");
        }
        if (json.channels() != 1 && json.channels() != 3) {
            throw new BadImage("channels: 1 or 3, not " + json.channels());
        }
        long needed = (long) json.height() * json.width() * json.channels();
        if (needed != json.data().length) {
            throw new BadImage(
                    "data: %dx%dx%d needs %,d bytes, got %,d"
                            .formatted(
                                    json.height(),
                                    json.width(),
                                    json.channels(),
                                    needed,
                                    json.data().length));
        }
        return new Image(new InputShape(json.height(), json.width(), json.channels()), json.data());
    }

    private static int headerLabel(Headers headers) {
        String text = HeaderNames.text(headers, HeaderNames.LABEL);
        if (text == null) {
            return -1;
        }
        if (!text.matches("\\d{1,9}")) {
            throw new BadImage("label: must be a whole number, not \"" + brief(text) + "\"");
        }
        return Integer.parseInt(text);
    }

    private static int checked(int label, int labels) {
        if (label < 0) {
            throw new BadImage("label: missing");
        }
        if (label >= labels) {
            throw new BadImage("label: from 0 to %d, not %d".formatted(labels - 1, label));
        }
        return label;
    }

    private static BadImage unknown(String type) {
        return new BadImage(
                "content-type: one of %s, %s, %s, %s, not \"%s\""
                        .formatted(JSON, PNG, JPEG, RAW, brief(type)));
    }

    static String brief(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}
