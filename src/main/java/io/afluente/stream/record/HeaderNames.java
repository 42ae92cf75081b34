package io.afluente.stream.record;

import io.afluente.image.BadImageException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/** The headers that records carry, and how their text is read and written. */
public final class HeaderNames {
    /** How the value is to be read. */
    public static final String CONTENT_TYPE = "content-type";

    /** Where the picture is, where the value is empty. */
    public static final String IMAGE_URL = "image-url";

    /** The SHA-256 of a picture that is elsewhere, in hexadecimal digits. */
    public static final String IMAGE_SHA256 = "image-sha256";

    /** What a labelled image shows, where its value has no room for it. */
    public static final String LABEL = "label";

    /** The answer that a labelled image got at the time, as on the topic of predictions. */
    public static final String PREDICTION = "prediction";

    /**
     * That a picture shows writing, and how that is drawn, as {@link InkWord} says it; on a
     * prediction, what was found.
     */
    public static final String INK = "ink";

    /** A word to the learner instead of an example. */
    public static final String CONTROL = "control";

    /** How many images were classified in the same forward pass as this one. */
    public static final String SLICE_SIZE = "slice-size";

    /** Which of them this one was, from 0. */
    public static final String SLICE_POSITION = "slice-position";

    /** Why a record is in a DLQ, and where it came from. */
    public static final String DLQ_REASON = "dlq.reason";

    public static final String DLQ_TOPIC = "dlq.topic";
    public static final String DLQ_PARTITION = "dlq.partition";
    public static final String DLQ_OFFSET = "dlq.offset";

    /** That a dead letter may be fine, and is worth sending again. */
    public static final String DLQ_PASSING = "dlq.passing";

    /** What a dead letter lacks of its record, because the DLQ takes none that is so large. */
    public static final String DLQ_LEFT_OUT = "dlq.left-out";

    /** Which engine computed a prediction, by its name. */
    public static final String ENGINE = "engine";

    private HeaderNames() {}

    /** The last header of a name as text; null if there is none or it has no value. */
    public static String text(Headers headers, String name) {
        return text(headers.lastHeader(name));
    }

    private static String text(Header header) {
        return header == null || header.value() == null
                ? null
                : new String(header.value(), StandardCharsets.UTF_8);
    }

    /**
     * The one word that a record says under a name, without blanks and quotes around it; null if it
     * says none.
     *
     * @throws BadImageException if it says two different ones
     */
    static String word(Headers headers, String name) {
        String word = null;
        for (Header header : headers.headers(name)) {
            String next = bare(text(header));
            if (word != null && !next.isEmpty() && !next.equals(word)) {
                throw new BadImageException(
                        "%s: there are two headers, \"%s\" and \"%s\""
                                .formatted(name, ImageCodec.brief(word), ImageCodec.brief(next)));
            }
            word = next.isEmpty() ? word : next;
        }
        return word;
    }

    /** Text without the blanks, and the quotes that a serializer of JSON puts, around it. */
    static String bare(String text) {
        String stripped = text == null ? "" : text.strip();
        boolean quoted =
                stripped.length() > 1 && stripped.startsWith("\"") && stripped.endsWith("\"");
        return quoted ? stripped.substring(1, stripped.length() - 1).strip() : stripped;
    }

    /** A header of text, which records may share. */
    public static Header header(String name, Object value) {
        return new RecordHeader(name, value.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a header of text. */
    public static void put(Headers headers, String name, Object value) {
        headers.add(header(name, value));
    }
}
