/**
 * What all topologies share: their configuration, their process, and what keeps them alive.
 *
 * <p>{@link AppConfig} has every Kafka setting with its reason, {@link StreamsApp} starts and stops
 * one topology and tells why it failed, {@link RecoverableProducer} goes on where a broker's answer
 * would end the process.
 *
 * <p>Open {@link AppConfig} first.
 */
package io.afluente.stream.runtime;
