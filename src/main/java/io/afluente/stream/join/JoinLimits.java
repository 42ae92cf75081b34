package io.afluente.stream.join;

import java.time.Duration;

/**
 * How long images and labels wait for each other.
 *
 * @param retention running time after which they are dropped
 * @param bytes most that is kept for each partition; the oldest are dropped first
 */
public record JoinLimits(Duration retention, long bytes) {}
