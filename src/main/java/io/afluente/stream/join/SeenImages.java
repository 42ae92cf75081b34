package io.afluente.stream.join;

import io.afluente.stream.fetch.PictureReference;
import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.record.ImageReference;
import io.afluente.stream.record.MediaType;
import io.afluente.stream.record.RecordPosition;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Bytes;

/** The images that labels can still be joined with, by their positions. */
final class SeenImages {
    private static final char IMAGE = 'i';
    private static final char PICTURE = 'p';
    private static final char CLAIM = 'c';
    private static final char LATEST = 'l';
    private static final char ANSWER = 'a';

    private final SizedStore store;
    private final AgeQueue queue;

    /** The value of an image as it came, and how it is to be read. */
    record Picture(String contentType, String ink, byte[] value, String url, String sha256) {
        static Picture of(byte[] value, Headers headers) {
            boolean elsewhere = value.length == 0;
            return new Picture(
                    MediaType.in(headers),
                    HeaderNames.text(headers, HeaderNames.INK),
                    value,
                    elsewhere ? bounded(ImageReference.url(headers)) : null,
                    bounded(HeaderNames.text(headers, HeaderNames.IMAGE_SHA256)));
        }

        /** What is longer is of no use, and must not make the labelled record too large. */
        private static String bounded(String text) {
            return text == null || text.length() > PictureReference.MAX_URL ? null : text;
        }

        void write(DataOutputStream out) throws IOException {
            Wire.text(contentType, out);
            Wire.text(ink, out);
            Wire.bytes(value, out);
            Wire.text(url, out);
            Wire.text(sha256, out);
        }

        /** As it was written, perhaps before pictures could be elsewhere. */
        static Picture read(DataInputStream in) throws IOException {
            String contentType = Wire.text(in);
            String ink = Wire.text(in);
            byte[] value = Wire.bytes(in);
            boolean more = in.available() > 0;
            return new Picture(
                    contentType,
                    ink,
                    value,
                    more ? Wire.text(in) : null,
                    more ? Wire.text(in) : null);
        }
    }

    /** An answer to an image that seemed to need none. */
    record LaterAnswer(String id, byte[] value) {}

    SeenImages(SizedStore store, AgeQueue queue) {
        this.store = store;
        this.queue = queue;
    }

    /** What is known of an image. */
    Optional<SeenImage> find(RecordPosition position) {
        return Optional.ofNullable(store.get(at(IMAGE, position))).map(SeenImage::fromBytes);
    }

    /** Keeps what is known of an image, which ages from the first time on. */
    void put(RecordPosition position, SeenImage image) {
        Bytes key = at(IMAGE, position);
        if (store.get(key) == null) {
            queue.add(new Waiting.AnImage(position));
        }
        store.put(key, image.toBytes());
    }

    void remove(RecordPosition position, SeenImage image) {
        store.remove(at(IMAGE, position));
        store.remove(at(ANSWER, position));
        disown(position, image);
    }

    /** Takes its picture away, and what its id leads to it by. */
    void disown(RecordPosition position, SeenImage image) {
        store.remove(at(PICTURE, position));
        if (latest(image.id()).filter(position::equals).isPresent()) {
            store.remove(SizedStore.key(LATEST, image.id()));
        }
    }

    Optional<Picture> picture(RecordPosition position) {
        return Optional.ofNullable(Wire.read(store.get(at(PICTURE, position)), Picture::read));
    }

    /** Keeps a picture: from now on it is the latest of its id. */
    void putPicture(RecordPosition position, String id, Picture picture) {
        store.put(at(PICTURE, position), Wire.write(picture::write));
        store.put(SizedStore.key(LATEST, id), Wire.write(out -> Wire.source(position, out)));
    }

    void removePicture(RecordPosition position) {
        store.remove(at(PICTURE, position));
    }

    /**
     * Keeps an answer beside an image that needs none: it may be for the image of a topic that was
     * created again, and come before it.
     */
    void putLaterAnswer(RecordPosition position, LaterAnswer answer) {
        store.put(
                at(ANSWER, position),
                Wire.write(
                        out -> {
                            Wire.text(answer.id(), out);
                            Wire.bytes(answer.value(), out);
                        }));
    }

    Optional<LaterAnswer> laterAnswer(RecordPosition position) {
        return Optional.ofNullable(
                Wire.read(
                        store.get(at(ANSWER, position)),
                        in -> new LaterAnswer(Wire.text(in), Wire.bytes(in))));
    }

    /** Where the latest image of an id lies. */
    Optional<RecordPosition> latest(String id) {
        return Optional.ofNullable(Wire.read(store.get(SizedStore.key(LATEST, id)), Wire::source));
    }

    /** Keeps the label that an image is to be joined with. */
    void putClaim(RecordPosition position, Claim claim) {
        store.put(at(CLAIM, position), claim.toBytes());
    }

    /** Takes that label away; it must be there. */
    Claim removeClaim(RecordPosition position) {
        return Claim.fromBytes(store.remove(at(CLAIM, position)));
    }

    private static Bytes at(char kind, RecordPosition position) {
        return SizedStore.key(kind, position.partition(), position.offset());
    }
}
