/**
 * The stages of compiled networks, one kind a file: how each answers, and its gradient.
 *
 * <p>A {@link io.afluente.model.network.LayerGraph} comes in; {@link
 * io.afluente.model.plan.stage.StageWriter} makes a {@link io.afluente.model.plan.stage.StageGraph}
 * of it. A {@link io.afluente.model.plan.kernel.Stage} adds its kernels to a sequence, over the
 * memory that a plan gives it. Imports {@code network}, {@code plan.normalise} and {@code kernel}.
 *
 * <p>Open {@link io.afluente.model.plan.stage.StageWriter} first, then a stage such as {@code
 * Dense}.
 */
package io.afluente.model.plan.stage;
