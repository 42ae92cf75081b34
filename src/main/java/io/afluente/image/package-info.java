/**
 * What we look at: an {@link Image} and its label, in the size that a network wants.
 *
 * <p>The way of a picture: bytes are told apart and unpacked in {@code image.decode}, become an
 * {@link Image}, are turned and fitted by {@link PictureForm}, and, where the sender says that they
 * show writing, are boxed as {@code image.writing} finds it. Files of data sets come by {@code
 * image.data}. Whatever is wrong with the bytes is a {@link BadImageException} in the sender's
 * words.
 *
 * <p>Open {@link Image} first, then {@link PictureForm}. Imports {@code meter} alone. Of the
 * outside world only this room knows ImageIO.
 */
package io.afluente.image;
