package io.afluente.trace;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How a span begins. Immutable: one that many spans have in common is kept and completed for each.
 *
 * @param name of few different values, such as {@code process images}
 * @param kind which side of a message it is on
 * @param parent what this work is a part or a consequence of; none begins a trace
 * @param links to spans of other traces
 * @param attributes text and whole numbers
 * @param since when it began, by {@link System#nanoTime}; empty for now
 */
public record SpanStart(
        String name,
        Kind kind,
        TraceContext parent,
        List<TraceContext> links,
        Map<String, Object> attributes,
        OptionalLong since) {
    /** Sides of a message. */
    public enum Kind {
        /** Neither. */
        INTERNAL,
        /** A message is sent. */
        PRODUCER,
        /** A message is processed. */
        CONSUMER,
        /** A broker is asked for something. */
        CLIENT
    }

    public SpanStart {
        links = List.copyOf(links);
        attributes = Map.copyOf(attributes);
    }

    /** A span by itself. */
    public static SpanStart of(String name, Kind kind) {
        return new SpanStart(
                name, kind, TraceContext.NONE, List.of(), Map.of(), OptionalLong.empty());
    }

    public static SpanStart internal(String name) {
        return of(name, Kind.INTERNAL);
    }

    public SpanStart under(TraceContext other) {
        return new SpanStart(name, kind, other, links, attributes, since);
    }

    public SpanStart linkedTo(List<TraceContext> others) {
        return new SpanStart(name, kind, parent, others, attributes, since);
    }

    public SpanStart since(long nanoTime) {
        return new SpanStart(name, kind, parent, links, attributes, OptionalLong.of(nanoTime));
    }

    public SpanStart with(String attribute, String value) {
        return adding(attribute, value);
    }

    public SpanStart with(String attribute, long value) {
        return adding(attribute, value);
    }

    private SpanStart adding(String attribute, Object value) {
        Map<String, Object> more = new HashMap<>(attributes);
        more.put(attribute, value);
        return new SpanStart(name, kind, parent, links, more, since);
    }
}
