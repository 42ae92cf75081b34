/**
 * The front door: commands, settings, wiring by constructors, and the embedded broker.
 *
 * <p>Imports every room; nothing imports it. Only this room knows picocli and the Kafka server.
 */
package io.afluente.cli;
