package io.afluente.learn;

import io.afluente.registry.Checkpoint;

/**
 * A checkpoint and what it led to.
 *
 * @param checkpoint that was made
 * @param candidate the version put forward to serve from now on: this one, or an earlier one
 * @param champion the best version up to now, by which others are judged
 */
public record CheckpointDecision(Checkpoint checkpoint, String candidate, String champion) {}
