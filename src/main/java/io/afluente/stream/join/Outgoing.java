package io.afluente.stream.join;

/**
 * What the join has to say.
 *
 * @param topic that it goes to
 * @param value as it goes there; may be null
 */
record Outgoing(String topic, byte[] value) {}
