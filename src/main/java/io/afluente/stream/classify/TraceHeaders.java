package io.afluente.stream.classify;

import io.afluente.trace.TraceContext;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * W3C Trace Context, passed on from an image to its prediction. Headers that are longer than
 * tracing systems write are left out, as the standard allows: a trace then begins anew.
 */
final class TraceHeaders {
    static final String PARENT = TraceContext.PARENT;
    static final String STATE = TraceContext.STATE;

    /** The standard's own takes 55 characters; later versions of it may append to it. */
    static final int MAX_PARENT_BYTES = 512;

    /** Everybody must pass on 512 characters, and most servers take 8 KiB of a header. */
    static final int MAX_STATE_BYTES = 8_192;

    private TraceHeaders() {}

    /**
     * Adds what an image brought along.
     *
     * @return how many headers were left out
     */
    static int copy(Headers from, Headers to) {
        Header parent = from.lastHeader(PARENT);
        Header state = from.lastHeader(STATE);
        if (parent != null && !fits(parent, MAX_PARENT_BYTES)) {
            return state == null ? 1 : 2;
        }
        if (parent != null) {
            to.add(parent);
        }
        if (state == null) {
            return 0;
        }
        if (!fits(state, MAX_STATE_BYTES)) {
            return 1;
        }
        to.add(state);
        return 0;
    }

    private static boolean fits(Header header, int max) {
        return header.value() == null || header.value().length <= max;
    }
}
