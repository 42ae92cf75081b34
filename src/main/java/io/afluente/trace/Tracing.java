package io.afluente.trace;

/** Where rooms that are traced tell of their work. Safe for any thread, and never in its way. */
public interface Tracing extends AutoCloseable {
    /** Whether anybody looks. If not, callers leave out whatever only spans need. */
    boolean isOn();

    /** Begins a span, which the caller ends. */
    Span start(SpanStart start);

    /** Sends what has ended, as far as that goes within some seconds. */
    @Override
    default void close() {}

    /** Spans that nobody looks at: no object is made for any of them. */
    static Tracing none() {
        return NoTracing.INSTANCE;
    }
}
