package io.afluente.stream.record;

import io.afluente.image.EnumNames;
import io.afluente.image.Image;
import io.afluente.image.LabeledImage;
import io.afluente.image.PngEncoder;
import io.afluente.image.decode.ImageFormat;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Makes records of pictures as any Kafka client could, the counterpart of {@link ImageCodec}. Safe
 * for any thread.
 */
public final class ImageRecords {
    /** How a picture stands in a record's value. */
    public enum Format {
        /** The pixels alone; the model must take pictures of this very size. */
        RAW(ImageCodec.RAW),
        /** A PNG file. */
        PNG(ImageFormat.PNG.contentType()),
        /** A JSON object with size and pixels. */
        JSON(ImageCodec.JSON);

        private final String contentType;

        Format(String contentType) {
            this.contentType = contentType;
        }

        /** As it is typed. */
        @Override
        public String toString() {
            return EnumNames.of(this);
        }
    }

    private final String topic;
    private final Format format;

    public ImageRecords(String topic, Format format) {
        this.topic = topic;
        this.format = format;
    }

    /** A picture to be classified. */
    public ProducerRecord<byte[], byte[]> of(String id, Image image) {
        return record(id, image, OptionalInt.empty());
    }

    /** A picture to be learned from; the label goes into the value where there is room for it. */
    public ProducerRecord<byte[], byte[]> of(String id, LabeledImage example) {
        return record(id, example.image(), OptionalInt.of(example.label()));
    }

    private ProducerRecord<byte[], byte[]> record(String id, Image image, OptionalInt label) {
        byte[] key = id.getBytes(StandardCharsets.UTF_8);
        var record = new ProducerRecord<>(topic, key, value(image, label));
        HeaderNames.put(record.headers(), HeaderNames.CONTENT_TYPE, format.contentType);
        if (label.isPresent() && format != Format.JSON) {
            HeaderNames.put(record.headers(), HeaderNames.LABEL, label.getAsInt());
        }
        return record;
    }

    private byte[] value(Image image, OptionalInt label) {
        return switch (format) {
            case RAW -> image.pixels();
            case PNG -> PngEncoder.encode(image);
            case JSON -> ImageJson.write(image, label);
        };
    }
}
