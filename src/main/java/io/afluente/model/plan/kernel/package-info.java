/**
 * What a plan is made of at the bottom: native memory with an owner, work bound to it once, and
 * what a stage is.
 *
 * <p>Arrays come in, a {@link io.afluente.model.plan.kernel.Kernel} goes out; a {@link
 * io.afluente.model.plan.kernel.KernelSequence} runs all those of a network. Of ours it imports
 * {@code network} alone.
 */
package io.afluente.model.plan.kernel;
