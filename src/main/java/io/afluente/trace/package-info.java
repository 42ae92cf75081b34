/**
 * What rooms that are traced tell of their work: spans, without a tracing library.
 *
 * <p>A room is given a {@link Tracing}, begins a {@link Span} by a {@link SpanStart} and ends it. A
 * {@link TraceContext} is a span's place in a trace, as records carry it. {@link SpanSending} sends
 * spans to a collector; {@link Tracing#none} costs nothing.
 *
 * <p>Imports only {@code meter}; every other room may import it. Of the outside world it alone
 * knows OpenTelemetry.
 */
package io.afluente.trace;
