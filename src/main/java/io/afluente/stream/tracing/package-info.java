/**
 * Spans of records: what {@link io.afluente.trace} tells, in the words of OpenTelemetry's
 * conventions for messaging and for Kafka.
 *
 * <p>{@link RecordTrace} reads and writes a record's place in a trace, {@link MessagingSpans}
 * begins the spans of a consumer group.
 */
package io.afluente.stream.tracing;
