package io.afluente.stream.join;

import io.afluente.stream.HeaderNames;
import io.afluente.stream.MediaType;
import io.afluente.stream.Source;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Bytes;

/** The images that labels can still be joined with, by their places. */
final class SeenImages {
    private static final char IMAGE = 'i';
    private static final char PICTURE = 'p';
    private static final char CLAIM = 'c';
    private static final char LATEST = 'l';
    private static final char ANSWER = 'a';

    private final SizedStore store;
    private final AgeQueue queue;

    /** The value of an image as it came, and how it is to be read. */
    record Picture(String contentType, String ink, byte[] value) {
        static Picture of(byte[] value, Headers headers) {
            return new Picture(
                    MediaType.in(headers), HeaderNames.text(headers, HeaderNames.INK), value);
        }
    }

    /** An answer to an image that seemed to need none. */
    record LaterAnswer(String id, byte[] value) {}

    SeenImages(SizedStore store, AgeQueue queue) {
        this.store = store;
        this.queue = queue;
    }

    /** What is known of an image. */
    Optional<SeenImage> find(Source place) {
        return Optional.ofNullable(store.get(at(IMAGE, place))).map(SeenImage::fromBytes);
    }

    /** Keeps what is known of an image, which ages from the first time on. */
    void put(Source place, SeenImage image) {
        Bytes key = at(IMAGE, place);
        if (store.get(key) == null) {
            queue.add(new Waiting.AnImage(place));
        }
        store.put(key, image.toBytes());
    }

    void remove(Source place, SeenImage image) {
        store.remove(at(IMAGE, place));
        store.remove(at(ANSWER, place));
        disown(place, image);
    }

    /** Takes its picture away, and what its id leads to it by. */
    void disown(Source place, SeenImage image) {
        store.remove(at(PICTURE, place));
        if (latest(image.id()).filter(place::equals).isPresent()) {
            store.remove(SizedStore.key(LATEST, image.id()));
        }
    }

    Optional<Picture> picture(Source place) {
        return Optional.ofNullable(
                Wire.read(
                        store.get(at(PICTURE, place)),
                        in -> new Picture(Wire.text(in), Wire.text(in), Wire.bytes(in))));
    }

    /** Keeps a picture: from now on it is the latest of its id. */
    void putPicture(Source place, String id, Picture picture) {
        store.put(
                at(PICTURE, place),
                Wire.write(
                        out -> {
                            Wire.text(picture.contentType(), out);
                            Wire.text(picture.ink(), out);
                            Wire.bytes(picture.value(), out);
                        }));
        store.put(SizedStore.key(LATEST, id), Wire.write(out -> Wire.source(place, out)));
    }

    void removePicture(Source place) {
        store.remove(at(PICTURE, place));
    }

    /**
     * Keeps an answer beside an image that needs none: it may be for the image of a topic that was
     * created again, and come before it.
     */
    void putLaterAnswer(Source place, LaterAnswer answer) {
        store.put(
                at(ANSWER, place),
                Wire.write(
                        out -> {
                            Wire.text(answer.id(), out);
                            Wire.bytes(answer.value(), out);
                        }));
    }

    Optional<LaterAnswer> laterAnswer(Source place) {
        return Optional.ofNullable(
                Wire.read(
                        store.get(at(ANSWER, place)),
                        in -> new LaterAnswer(Wire.text(in), Wire.bytes(in))));
    }

    /** Where the latest image of an id lies. */
    Optional<Source> latest(String id) {
        return Optional.ofNullable(Wire.read(store.get(SizedStore.key(LATEST, id)), Wire::source));
    }

    /** Keeps the label that an image is to be joined with. */
    void putClaim(Source place, Claim claim) {
        store.put(at(CLAIM, place), claim.toBytes());
    }

    /** Takes that label away; it must be there. */
    Claim removeClaim(Source place) {
        return Claim.fromBytes(store.remove(at(CLAIM, place)));
    }

    private static Bytes at(char kind, Source place) {
        return SizedStore.key(kind, place.partition(), place.offset());
    }
}
