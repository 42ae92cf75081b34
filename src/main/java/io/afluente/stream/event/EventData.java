package io.afluente.stream.event;

/**
 * What an event is about.
 *
 * @param contentType of the value; null if the event does not say one
 * @param value in that type
 */
public record EventData(String contentType, byte[] value) {}
