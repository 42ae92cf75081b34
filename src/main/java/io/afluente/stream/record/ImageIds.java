package io.afluente.stream.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afluente.stream.event.EventHeaders;
import io.afluente.stream.event.StructuredEvent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * What images are called: by their record's key; without one by the id of the event that they came
 * in; else by where they lie.
 */
public final class ImageIds {
    private static final String EVENT_ID = EventHeaders.PREFIX + "id";
    private static final String EVENT_VERSION = EventHeaders.PREFIX + "specversion";

    private ImageIds() {}

    /** The id of an image's record. */
    public static String of(byte[] key, Headers headers, byte[] value, RecordPosition source) {
        Optional<String> id = isThere(key) ? text(key) : ofEvent(headers, value);
        return id.orElseGet(source::toString);
    }

    /**
     * The name that an image's record has wherever it lies; null if it has none, and as it is where
     * it is no text.
     */
    public static byte[] given(byte[] key, Headers headers, byte[] value) {
        return isThere(key)
                ? key
                : ofEvent(headers, value).map(id -> id.getBytes(UTF_8)).orElse(null);
    }

    /**
     * The id of a record on the log of labelled images, which is its key alone: what a log meant
     * when it was learned from, it means for ever.
     */
    static String onLog(byte[] key) {
        return key == null ? "" : new String(key, UTF_8);
    }

    private static boolean isThere(byte[] key) {
        return key != null && key.length > 0;
    }

    private static Optional<String> ofEvent(Headers headers, byte[] value) {
        Header id = headers.lastHeader(EVENT_ID);
        Optional<String> said =
                StructuredEvent.isNamed(MediaType.in(headers))
                        ? StructuredEvent.id(value)
                        : Optional.ofNullable(id)
                                .filter(of -> headers.lastHeader(EVENT_VERSION) != null)
                                .map(Header::value)
                                .flatMap(ImageIds::text);
        return said.filter(ImageIds::isName);
    }

    /**
     * JSON's escapes can say halves of characters, which are no text that could be written again.
     */
    private static boolean isName(String id) {
        return !id.isBlank()
                && UTF_8.newEncoder().canEncode(id)
                && id.getBytes(UTF_8).length <= RecordBounds.MAX_KEY_BYTES;
    }

    /** A key as text; empty if it is not UTF-8. */
    public static Optional<String> text(byte[] key) {
        try {
            return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
