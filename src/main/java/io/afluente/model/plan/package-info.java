/**
 * Networks compiled to a fixed sequence of ND4J operations over buffers that are reused: the same
 * answers and gradients as DL4J's {@code MultiLayerNetwork}, many times faster.
 *
 * <p>A DL4J configuration comes in, a {@link io.afluente.model.plan.Plan} goes out; floats in,
 * probabilities out. Part of {@code model}, of which it imports nothing.
 */
package io.afluente.model.plan;
