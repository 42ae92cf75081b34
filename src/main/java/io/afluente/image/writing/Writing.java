package io.afluente.image.writing;

import io.afluente.image.Image;
import io.afluente.image.Ink;

/**
 * Writing that was found in a picture.
 *
 * @param image light on dark, as a network takes it
 * @param drawn how it was drawn
 */
public record Writing(Image image, Ink drawn) {}
