/**
 * What a plan is made of at the bottom: native memory with an owner, and work bound to it once.
 *
 * <p>Arrays come in, a {@link io.afluente.model.plan.kernel.Kernel} goes out; a {@link
 * io.afluente.model.plan.kernel.KernelSequence} runs all those of a network. Imports nothing of
 * ours.
 */
package io.afluente.model.plan.kernel;
