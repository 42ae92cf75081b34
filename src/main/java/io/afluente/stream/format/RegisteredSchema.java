package io.afluente.stream.format;

/**
 * A schema as a registry has it.
 *
 * @param format that it is of
 * @param text that says it
 */
record RegisteredSchema(ValueFormat format, String text) {}
