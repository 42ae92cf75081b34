package io.afluente.meter;

/**
 * One figure that Afluente reports of itself.
 *
 * @param name as rooms report it, words with dots between
 * @param unit seconds, bytes or ratio, the last word of the name then; empty for a plain number
 * @param sentence what it tells
 */
public record MetricDefinition(String name, String unit, String sentence) {}
