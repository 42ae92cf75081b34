package io.afluente.stream.tracing;

import io.afluente.trace.TraceContext;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** A record's place in a trace, which two of its headers say. */
public final class RecordTrace {
    /** What most servers take of a header; nobody writes more. */
    private static final int MAX_BYTES = 8_192;

    private RecordTrace() {}

    /** Where a record stands; none where it does not say so, or says it in no known way. */
    public static TraceContext of(Headers headers) {
        return TraceContext.of(
                text(headers, TraceContext.PARENT), text(headers, TraceContext.STATE));
    }

    /** Has a record stand there, and nowhere else; nothing changes where there is no place. */
    public static void put(Headers headers, TraceContext place) {
        if (!place.isValid()) {
            return;
        }
        headers.remove(TraceContext.PARENT).remove(TraceContext.STATE);
        headers.add(TraceContext.PARENT, bytes(place.parent()));
        if (place.state() != null) {
            headers.add(TraceContext.STATE, bytes(place.state()));
        }
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        byte[] value = header == null ? null : header.value();
        return value == null || value.length > MAX_BYTES
                ? null
                : new String(value, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
