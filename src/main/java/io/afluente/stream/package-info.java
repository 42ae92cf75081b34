/**
 * Kafka: topics, records, plain clients and the topologies. It adapts the rooms below to topics and
 * decides nothing of its own.
 *
 * <p>Imports every room but {@code web} and {@code cli}. Only this room and the front door know
 * Kafka.
 */
package io.afluente.stream;
