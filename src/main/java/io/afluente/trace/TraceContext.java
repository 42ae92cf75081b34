package io.afluente.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.Map;

/** A span's place in a trace, as the W3C's Trace Context writes it. Immutable. */
public final class TraceContext {
    /** Of nothing. */
    public static final TraceContext NONE = new TraceContext(SpanContext.getInvalid());

    /** Names of the two headers. */
    public static final String PARENT = "traceparent";

    public static final String STATE = "tracestate";

    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();
    private static final TextMapGetter<Map<String, String>> VALUES = Map::get;

    private final SpanContext context;

    TraceContext(SpanContext context) {
        this.context = context;
    }

    /**
     * Reads what came with a record.
     *
     * @param parent null, or whatever stood there
     * @param state null, or whatever stood there
     * @return {@link #NONE} where that is no place in a trace
     */
    public static TraceContext of(String parent, String state) {
        if (parent == null) {
            return NONE;
        }
        Map<String, String> headers = new HashMap<>();
        headers.put(PARENT, parent);
        headers.put(STATE, state);
        Context read = W3C.extract(Context.root(), headers, VALUES);
        SpanContext context = Span.fromContext(read).getSpanContext();
        return context.isValid() ? new TraceContext(context) : NONE;
    }

    public boolean isValid() {
        return context.isValid();
    }

    /** Whether whoever began the trace wants it to be seen. */
    public boolean isSampled() {
        return context.isSampled();
    }

    /** The value of {@value #PARENT}. */
    public String parent() {
        return headers().get(PARENT);
    }

    /** The value of {@value #STATE}; null where there is none. */
    public String state() {
        return headers().get(STATE);
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        W3C.inject(Context.root().with(Span.wrap(context)), headers, Map::put);
        return headers;
    }

    SpanContext context() {
        return context;
    }
}
