package io.afluente.trace;

import org.slf4j.MDC;

/** The ids of a span in the log lines of a thread, by the names that OpenTelemetry gives them. */
final class LogIds implements Span.LogScope {
    static final Span.LogScope NONE = () -> {};
    static final String TRACE = "trace_id";
    static final String SPAN = "span_id";

    private final String traceBefore = MDC.get(TRACE);
    private final String spanBefore = MDC.get(SPAN);

    LogIds(String trace, String span) {
        MDC.put(TRACE, trace);
        MDC.put(SPAN, span);
    }

    @Override
    public void close() {
        back(TRACE, traceBefore);
        back(SPAN, spanBefore);
    }

    private static void back(String name, String before) {
        if (before == null) {
            MDC.remove(name);
        } else {
            MDC.put(name, before);
        }
    }
}
