/**
 * Bytes of a picture become pixels, within limits that are checked before any pixel is.
 *
 * <p>{@link ImageFormat} is the one table of formats: first bytes, names, content types and
 * decoder. {@link ImageDecoder} asks it which format bytes are of, reads the declared size, and
 * lets that format's decoder unpack it. Files are walked by our own readers ({@link PngFile},
 * {@link JpegFile} and so on) for what ImageIO would get wrong or trust, and unpacked by the one
 * reader of ImageIO that {@link Readers} names; WebP is unpacked in {@code lossless}.
 *
 * <p>Open {@link ImageDecoder} first. Only {@code image} and the rooms above it come in, by {@link
 * ImageDecoder}, {@link ImageFormat} and {@link ImageLimits}.
 */
package io.afluente.image.decode;
