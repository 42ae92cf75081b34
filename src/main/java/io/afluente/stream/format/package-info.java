/**
 * Values by the schemas of a registry: Avro and Protobuf, in the layout that Confluent's clients
 * brought up and others took over.
 *
 * <p>A value is a map of fields by their names in JSON, whatever it is written as; {@code record}
 * makes records of it. Such a value begins with a zero and the number of its schema, which the
 * registry tells once. What can't be read is a {@link BadValueException}, and what a registry
 * refuses or can't say is a {@link RegistryException}.
 *
 * <p>Open {@link ValueFormats} first. Knows no Kafka and no topic's meaning; only this room knows
 * Avro, Protobuf and the registry's HTTP interface.
 */
package io.afluente.stream.format;
