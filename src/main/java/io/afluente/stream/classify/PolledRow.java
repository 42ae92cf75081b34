package io.afluente.stream.classify;

import io.afluente.model.Answer;
import io.afluente.stream.record.BadRecordException;
import io.afluente.stream.record.ImageIds;
import io.afluente.trace.Span;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * One polled image on its way from bytes to an answer, or to none. Belongs to one stream thread.
 */
final class PolledRow {
    private final long offset;
    private final byte[] key;
    private final Headers headers;
    private List<Header> extensions = List.of();
    private Span span = Span.NONE;
    private byte[] value;
    private RowFetch fetch;
    private Answered answered;
    private BadRecordException failure;
    private boolean passed;
    private boolean processed;

    /**
     * What a slice gave one of its rows.
     *
     * @param headers of the record that tells it
     */
    record Answered(Answer prediction, String model, String version, Headers headers) {}

    PolledRow(long offset, byte[] key, byte[] value, Headers headers) {
        this.offset = offset;
        this.key = key;
        this.value = value;
        this.headers = headers;
    }

    long offset() {
        return offset;
    }

    /** Null where its record has none. */
    byte[] key() {
        return key;
    }

    byte[] value() {
        return value;
    }

    /** What its image is called wherever it lies; null where nobody gave it a name. */
    byte[] name() {
        return ImageIds.given(key, headers, value);
    }

    Headers headers() {
        return headers;
    }

    /** Its event says more than its headers do. */
    void extend(List<Header> attributes) {
        extensions = attributes;
    }

    /** Its headers, and what its event says as if it were headers. */
    Headers saysOfItself() {
        if (extensions.isEmpty()) {
            return headers;
        }
        RecordHeaders all = new RecordHeaders(headers);
        extensions.forEach(all::add);
        return all;
    }

    /** Somebody looks at what becomes of it. */
    void trace(Span process) {
        span = process;
    }

    /** From the start of its slice to its own turn. */
    Span span() {
        return span;
    }

    /** Its own turn has come. */
    void process() {
        processed = true;
    }

    boolean processed() {
        return processed;
    }

    int bytes() {
        int own = value == null ? 0 : value.length;
        return fetch == null ? own : own + fetch.size();
    }

    /** How its picture is fetched; null where that is in the record, or nobody has looked yet. */
    RowFetch fetch() {
        return fetch;
    }

    /** Its picture is elsewhere. */
    void fetch(RowFetch begun) {
        fetch = begun;
    }

    boolean settled() {
        return answered != null || failure != null || passed;
    }

    /** Nobody answers it: no version is live any more. */
    void pass() {
        passed = true;
        settle();
    }

    /** The row has its answer; its bytes are no longer needed. */
    void answer(Answered result) {
        answered = result;
        settle();
    }

    /** The row can't be answered; the reason is told when the row's own turn comes. */
    void fail(BadRecordException reason) {
        failure = reason;
        settle();
    }

    private void settle() {
        value = null;
        fetch = null;
    }

    /** The answer, as often as it is asked for; null where nobody answers. */
    Answered answered() {
        if (failure != null) {
            throw failure;
        }
        return answered;
    }
}
