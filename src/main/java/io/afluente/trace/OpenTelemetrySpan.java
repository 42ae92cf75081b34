package io.afluente.trace;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;

/** A span of OpenTelemetry's. */
final class OpenTelemetrySpan implements Span {
    private static final String ERROR_TYPE = "error.type";

    private final io.opentelemetry.api.trace.Span span;
    private final TraceContext context;

    OpenTelemetrySpan(io.opentelemetry.api.trace.Span span) {
        this.span = span;
        this.context = new TraceContext(span.getSpanContext());
    }

    @Override
    public boolean isRecording() {
        return span.isRecording();
    }

    @Override
    public TraceContext context() {
        return context;
    }

    @Override
    public Span set(String attribute, String value) {
        span.setAttribute(attribute, value);
        return this;
    }

    @Override
    public Span set(String attribute, long value) {
        span.setAttribute(attribute, value);
        return this;
    }

    @Override
    public Span linkTo(TraceContext other) {
        span.addLink(other.context());
        return this;
    }

    @Override
    public Span fail(String type, String why) {
        span.setAttribute(ERROR_TYPE, type);
        span.setStatus(StatusCode.ERROR, why == null ? "" : why);
        return this;
    }

    @Override
    public LogScope inLogs() {
        SpanContext ids = span.getSpanContext();
        return new LogIds(ids.getTraceId(), ids.getSpanId());
    }

    @Override
    public void end() {
        span.end();
    }
}
