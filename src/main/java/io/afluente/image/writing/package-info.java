/**
 * Finds writing. A picture of a sheet comes in, as people draw, scan and photograph it; what is
 * written on it goes out, light on dark and boxed as MNIST's digits are, or a {@link
 * io.afluente.image.BadImageException} that says that nothing is.
 *
 * <p>Plain arithmetic without the platform's mathematics, so the same on every machine.
 */
package io.afluente.image.writing;
