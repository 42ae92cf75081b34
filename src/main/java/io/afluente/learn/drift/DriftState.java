package io.afluente.learn.drift;

/**
 * What the drift detector says after a mini-batch.
 *
 * @param detector its name, or none
 * @param level after the last example: none, warning or drift
 * @param total drifts reported up to now
 */
public record DriftState(String detector, String level, long total) {}
