package io.afluente.trace;

/**
 * One piece of work, from its start to its end. Used by one thread at a time; what is said after
 * the end is not heard.
 */
public interface Span {
    /** Work that nobody looks at. */
    Span NONE = NoSpan.INSTANCE;

    /** Whether the span will be sent: a sampler may have decided against it. */
    boolean isRecording();

    /** Its place in the trace, for whatever comes of this work; none where tracing is off. */
    TraceContext context();

    /** Says something about the work. */
    Span set(String attribute, String value);

    /** Says a number about the work. */
    Span set(String attribute, long value);

    /** Points to a span of another trace that has to do with this one. */
    Span linkTo(TraceContext other);

    /**
     * The work has failed.
     *
     * @param type one of few words that tell kinds of failures apart
     * @param why one line; may be null
     */
    Span fail(String type, String why);

    /** Until closed, what this thread logs carries the ids of the span. */
    LogScope inLogs();

    /** The work is done. */
    void end();

    /** The time in which log lines belong to a span. */
    interface LogScope extends AutoCloseable {
        /** Log lines carry again what they carried before. */
        @Override
        void close();
    }
}
