/**
 * Which model is current. Checkpoints and pointers come in, one live model goes out, swapped as a
 * whole; files of checkpoints are written beside it, and those of the backbones that versions stand
 * behind.
 *
 * <p>Imports {@code image}, {@code evaluate} and {@code model}.
 */
package io.afluente.registry;
