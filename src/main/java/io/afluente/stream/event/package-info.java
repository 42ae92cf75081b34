/**
 * CloudEvents 1.0.2 in the binding for Kafka: an envelope around a value, by a standard that others
 * know.
 *
 * <p>In binary mode the envelope is headers, and the value is what it would be without one. In
 * structured mode both are one JSON object, which {@link StructuredEvent} opens: what it holds is
 * then read by its own content type, as any other value. A wrong envelope is a {@code
 * format.BadValueException} that names the attribute.
 *
 * <p>What is written is an event by {@link EventHeaders}, where the setting says so.
 *
 * <p>Open {@link StructuredEvent} first. Knows of Kafka the headers alone, and no topic's meaning.
 */
package io.afluente.stream.event;
