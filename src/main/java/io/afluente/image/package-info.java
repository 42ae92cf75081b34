/**
 * What we look at. Bytes come in (PNG, JPEG, raw pixels, IDX files), checked {@link
 * io.afluente.image.Image}s go out, or a {@link io.afluente.image.BadImage} that says why not.
 *
 * <p>Imports no other room. Of the outside world only this room knows ImageIO.
 */
package io.afluente.image;
