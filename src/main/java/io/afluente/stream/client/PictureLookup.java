package io.afluente.stream.client;

import io.afluente.image.BadImageException;
import io.afluente.image.Image;
import io.afluente.image.PictureForm;
import io.afluente.stream.record.ImageCodec;
import io.afluente.stream.record.RecordPosition;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;

/** Looks up single pictures by where their records lie. Safe for any thread, one at a time. */
public final class PictureLookup implements AutoCloseable {
    private final RecordLookup records;
    private final ImageCodec codec;
    private final PictureForm form;

    /**
     * @param client configuration of any Kafka client
     * @param form to bring pictures to
     */
    public PictureLookup(Map<String, Object> client, ImageCodec codec, PictureForm form) {
        this.records = new RecordLookup(ClientName.with(client, "pictures"));
        this.codec = codec;
        this.form = form;
    }

    /** The picture; empty if it is gone or no picture. */
    public synchronized Optional<Image> find(RecordPosition source) {
        return records.find(source)
                .filter(record -> record.value() != null)
                .flatMap(record -> picture(record.value(), record.headers()));
    }

    @Override
    public synchronized void close() {
        records.close();
    }

    private Optional<Image> picture(byte[] value, Headers headers) {
        try {
            return Optional.of(codec.image(value, headers, form));
        } catch (BadImageException notToBeSeen) {
            return Optional.empty();
        }
    }
}
