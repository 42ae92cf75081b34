/**
 * Bytes of a picture become pixels, within limits that are checked before any pixel is.
 *
 * <p>{@link ImageFormat} is the one table of formats: first bytes, names, content types and
 * decoder. {@link ImageDecoder} asks it which format bytes are of, reads the declared size, and
 * lets that format's decoder unpack it. PNG and JPEG are walked by our own readers ({@link
 * PngFile}, {@link JpegFile}) for what ImageIO would get wrong, and unpacked by ImageIO.
 *
 * <p>Open {@link ImageDecoder} first. Only {@code image} and the rooms above it come in, by {@link
 * ImageDecoder}, {@link ImageFormat} and {@link ImageLimits}.
 */
package io.afluente.image.decode;
