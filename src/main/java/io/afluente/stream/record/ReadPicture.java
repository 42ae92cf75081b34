package io.afluente.stream.record;

import io.afluente.image.Image;

/**
 * A record's picture as the network takes it.
 *
 * @param image of the model's shape
 * @param ink how the writing that was found in it is drawn, as {@link InkWord} says it; null where
 *     the record does not say that it shows writing, and nothing was looked for
 */
public record ReadPicture(Image image, String ink) {}
