package io.afluente.stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.afluente.image.EnumNames;
import io.afluente.image.Image;
import io.afluente.image.ImageFormat;
import io.afluente.image.InputShape;
import io.afluente.image.LabeledImage;
import io.afluente.image.PngEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Makes records of pictures as any Kafka client could, the counterpart of {@link ImageCodec}. Safe
 * for any thread.
 */
public final class ImageRecords {
    /** How a picture stands in a record's value. */
    public enum Format {
        /** The pixels alone; the model must take pictures of this very size. */
        RAW,
        /** A PNG file. */
        PNG,
        /** A JSON object with size and pixels. */
        JSON;

        /** As it is typed. */
        @Override
        public String toString() {
            return EnumNames.of(this);
        }
    }

    private static final JsonFactory JSON = new JsonFactory();
    private static final int NO_LABEL = -1;

    private final String topic;
    private final Format format;

    public ImageRecords(String topic, Format format) {
        this.topic = topic;
        this.format = format;
    }

    /** A picture to be classified. */
    public ProducerRecord<byte[], byte[]> of(String id, Image image) {
        return record(id, image, NO_LABEL);
    }

    /** A picture to be learned from; the label goes into the value where there is room for it. */
    public ProducerRecord<byte[], byte[]> of(String id, LabeledImage example) {
        var record = record(id, example.image(), example.label());
        if (format != Format.JSON) {
            HeaderNames.put(record.headers(), HeaderNames.LABEL, example.label());
        }
        return record;
    }

    private ProducerRecord<byte[], byte[]> record(String id, Image image, int label) {
        var record =
                new ProducerRecord<>(
                        topic, id.getBytes(StandardCharsets.UTF_8), value(image, label));
        HeaderNames.put(record.headers(), HeaderNames.CONTENT_TYPE, contentType());
        return record;
    }

    private String contentType() {
        return switch (format) {
            case RAW -> ImageCodec.RAW;
            case PNG -> ImageFormat.PNG.contentType();
            case JSON -> ImageCodec.JSON;
        };
    }

    private byte[] value(Image image, int label) {
        return switch (format) {
            case RAW -> image.pixels();
            case PNG -> PngEncoder.encode(image);
            case JSON -> json(image, label);
        };
    }

    private static byte[] json(Image image, int label) {
        InputShape shape = image.shape();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2 * shape.size());
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("format", "raw");
            json.writeNumberField("height", shape.height());
            json.writeNumberField("width", shape.width());
            json.writeNumberField("channels", shape.channels());
            json.writeBinaryField("data", image.pixels());
            if (label != NO_LABEL) {
                json.writeNumberField("label", label);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
