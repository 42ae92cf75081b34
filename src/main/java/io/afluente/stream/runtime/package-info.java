/**
 * What all topologies share: their configuration, their process, and what keeps them alive.
 *
 * <p>{@link AppConfig} has every Kafka setting with its reason, {@link StreamsApp} starts and stops
 * one topology and tells why it failed, {@link DeadLetters} sends bad records to the DLQ and lets
 * any other fault end the process, {@link RecoverableProducer} goes on where a broker's answer
 * would end it.
 *
 * <p>Open {@link AppConfig} first.
 */
package io.afluente.stream.runtime;
