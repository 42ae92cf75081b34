package io.afluente.trace;

/** Tells nobody of anything. */
enum NoTracing implements Tracing {
    INSTANCE;

    @Override
    public boolean isOn() {
        return false;
    }

    @Override
    public Span start(SpanStart start) {
        return Span.NONE;
    }
}
