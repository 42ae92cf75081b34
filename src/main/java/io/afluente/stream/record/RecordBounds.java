package io.afluente.stream.record;

import io.afluente.stream.topic.TopicFile;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.ByteUtils;
import org.apache.kafka.common.utils.Utils;

/**
 * How large a record may be whose parts go on into others, so that whatever is made of it fits its
 * own topic. Kept by every topology before it does any work. Brokers bound records as they travel:
 * one that is compressed may be a thousand times larger when it is read.
 *
 * @param topic as its file names it
 * @param maxRecordBytes of key, value and headers together, uncompressed
 */
public record RecordBounds(String topic, int maxRecordBytes) {
    /** An id is a key, and stands in JSON as well, where a character may take six bytes. */
    public static final int MAX_KEY_BYTES = 1_000;

    /** Of a header whose text is passed on. */
    static final int MAX_WORD_BYTES = 1_000;

    private static final Set<String> WORDS =
            Stream.concat(
                            MediaType.HEADERS.stream(),
                            Stream.of(HeaderNames.INK, HeaderNames.LABEL, HeaderNames.CONTROL))
                    .collect(Collectors.toUnmodifiableSet());

    /** The bounds of records on a topic: what its file lets a broker take. */
    public static RecordBounds of(TopicFile file) {
        return new RecordBounds(file.name(), file.maxMessageBytes());
    }

    /**
     * Refuses a record that is too large.
     *
     * @throws BadRecordException that says which part is, and what is allowed
     */
    public void check(byte[] key, byte[] value, Headers headers) {
        excess(key, value, headers)
                .ifPresent(
                        reason -> {
                            throw new BadRecordException(reason);
                        });
    }

    /** Why a record is too large; empty if it is not. */
    public Optional<String> excess(byte[] key, byte[] value, Headers headers) {
        if (sizeOf(key) > MAX_KEY_BYTES) {
            return excess("key", sizeOf(key), MAX_KEY_BYTES);
        }
        for (Header header : headers) {
            if (sizeOf(header.value()) > MAX_WORD_BYTES && WORDS.contains(header.key())) {
                return excess(header.key(), sizeOf(header.value()), MAX_WORD_BYTES);
            }
        }
        long bytes = bytes(key, value, headers);
        return bytes > maxRecordBytes ? excess("record", bytes, maxRecordBytes) : Optional.empty();
    }

    /** What key, value and headers take in a record that is not compressed. */
    static long bytes(byte[] key, byte[] value, Headers headers) {
        long bytes = (long) sizeOf(key) + sizeOf(value);
        for (Header header : headers) {
            bytes += withLength(Utils.utf8Length(header.key()));
            bytes += withLength(sizeOf(header.value()));
        }
        return bytes;
    }

    private static int withLength(int bytes) {
        return bytes + ByteUtils.sizeOfVarint(bytes);
    }

    private static int sizeOf(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static Optional<String> excess(String part, long bytes, int max) {
        return Optional.of(
                "%s: %,d bytes are more than the %,d allowed".formatted(part, bytes, max));
    }
}
