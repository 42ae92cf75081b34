/**
 * Batch normalisation as a stage: by running statistics, by those of the mini-batch, and back.
 *
 * <p>{@link io.afluente.model.plan.normalise.Normalise} is the stage. Loops in Java over channels
 * last, long enough for vector instructions. Imports {@code network} and {@code plan.kernel}.
 */
package io.afluente.model.plan.normalise;
