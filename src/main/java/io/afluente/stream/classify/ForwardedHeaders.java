package io.afluente.stream.classify;

import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.tracing.RecordTrace;
import io.afluente.trace.TraceContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Which headers of an image go on to its prediction: those that an allow-list names, in any case,
 * in their order and as they are, whatever bytes they hold. What is ours on a prediction is never
 * taken from an image. Immutable.
 */
public final class ForwardedHeaders {
    /** What systems use to find an answer's question, its tenant and its trace. */
    public static final List<String> USUAL =
            List.of(
                    TraceHeaders.PARENT,
                    TraceHeaders.STATE,
                    "baggage",
                    "b3",
                    "x-b3-*",
                    "correlation*",
                    "x-correlation*",
                    "kafka_correlationId",
                    "request-id",
                    "x-request-id",
                    "tenant*",
                    "x-tenant*",
                    "ce_*");

    /** How many go along at most. */
    public static final int MAX_HEADERS = 32;

    /** What their names and values may take together. */
    public static final int MAX_BYTES = 8_192;

    private static final char ANY = '*';
    private static final Set<String> TRACE = names(TraceHeaders.PARENT, TraceHeaders.STATE);
    private static final Set<String> OURS =
            names(
                    HeaderNames.CONTENT_TYPE,
                    HeaderNames.ENGINE,
                    HeaderNames.SLICE_SIZE,
                    HeaderNames.SLICE_POSITION,
                    HeaderNames.INK,
                    HeaderNames.LABEL,
                    HeaderNames.PREDICTION,
                    HeaderNames.CONTROL,
                    "contentType",
                    "ce_specversion",
                    "ce_id",
                    "ce_source",
                    "ce_type",
                    "ce_subject",
                    "ce_time",
                    "ce_datacontenttype",
                    "ce_dataschema");

    private final Set<String> whole = names();
    private final List<String> prefixes = new ArrayList<>();
    private final boolean traced;

    /**
     * @param allowed names of headers; one that ends with an asterisk stands for all that begin so
     */
    public ForwardedHeaders(List<String> allowed) {
        for (String name : allowed) {
            if (name.indexOf(ANY) < 0) {
                whole.add(name);
            } else {
                prefixes.add(name.substring(0, name.indexOf(ANY)));
            }
        }
        traced = allows(TraceHeaders.PARENT);
    }

    /** Those that go along where nobody says otherwise. */
    public static ForwardedHeaders usual() {
        return new ForwardedHeaders(USUAL);
    }

    /**
     * Adds what an image brought along.
     *
     * @return how many that are allowed were left out, because they are too many or too large
     */
    public int copy(Headers from, Headers to) {
        int headers = 0;
        int bytes = 0;
        int dropped = 0;
        for (Header header : from) {
            if (!goesAlong(header.key())) {
                continue;
            }
            long size = sizeOf(header);
            if (headers < MAX_HEADERS && bytes + size <= MAX_BYTES) {
                to.add(header);
                headers++;
                bytes += (int) size;
            } else {
                dropped++;
            }
        }
        return dropped;
    }

    /**
     * Adds the trace that an image belongs to, by rules of its own: its place there is that of the
     * image, or of what was done with it where that is told.
     *
     * @return how many headers were left out
     */
    public int putTrace(Headers from, TraceContext done, Headers to) {
        if (!traced) {
            return 0;
        }
        if (!done.isValid()) {
            return TraceHeaders.copy(from, to);
        }
        RecordTrace.put(to, done);
        return 0;
    }

    private boolean goesAlong(String name) {
        return allows(name) && !OURS.contains(name) && !TRACE.contains(name);
    }

    private boolean allows(String name) {
        return whole.contains(name)
                || prefixes.stream().anyMatch(p -> name.regionMatches(true, 0, p, 0, p.length()));
    }

    private static long sizeOf(Header header) {
        long name = header.key().getBytes(StandardCharsets.UTF_8).length;
        return name + (header.value() == null ? 0 : header.value().length);
    }

    private static Set<String> names(String... names) {
        Set<String> any = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        any.addAll(List.of(names));
        return any;
    }
}
