/**
 * Kafka: it adapts the rooms below to topics and decides nothing of its own.
 *
 * <p>{@code record} knows what stands in each topic's records, {@code topic} the topics themselves,
 * {@code client} plain consumers and producers, {@code runtime} what all topologies share. Above
 * them are the topologies: {@code classify} answers images, {@code learn} learns from labelled
 * ones, {@code join} brings late labels to their images, and {@code compare} reads what two
 * versions answered.
 *
 * <p>What a record's sender got wrong is thrown as a {@code record.BadRecordException}; {@code
 * runtime.DeadLetters} makes it a {@code record.DeadLetter} in the transaction that moves past it.
 *
 * <p>Open {@code classify.ClassifyTopology} first.
 *
 * <p>Imports every room below {@code web}. Only this room and those above {@code web} know Kafka.
 */
package io.afluente.stream;
