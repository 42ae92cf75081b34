/**
 * WebP's lossless pixels.
 *
 * <p>{@link LosslessPixels} reads the transforms, has {@link CodedPixels} read what they need and
 * then the pixels themselves, and undoes the transforms. It is ours because the one library in
 * plain Java lets a file of a hundred bytes ask for any number of transforms, each a picture of its
 * own, and makes up what is missing from one that ends early. The format is RFC 9649's.
 *
 * <p>Open {@link LosslessPixels} first.
 */
package io.afluente.image.decode.lossless;
