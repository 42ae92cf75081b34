/**
 * Networks compiled to a fixed sequence of ND4J operations over buffers that are reused: the same
 * answers and gradients as DL4J's {@code MultiLayerNetwork}, many times faster.
 *
 * <p>A DL4J configuration comes in, a {@link io.afluente.model.plan.Plan} goes out; floats in,
 * probabilities out. What a plan runs is in {@code plan.stage}, what that is made of in {@code
 * plan.kernel}. Of {@code model} it imports {@code network} alone.
 *
 * <p>Open {@link io.afluente.model.plan.PlanCompiler} first, then {@link
 * io.afluente.model.plan.Plan}.
 */
package io.afluente.model.plan;
