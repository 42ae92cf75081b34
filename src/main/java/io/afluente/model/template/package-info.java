/**
 * Networks to begin with, for pictures that nobody has a network for yet.
 *
 * <p>{@link NetworkTemplate} lists them; each makes DL4J's configuration for a shape of picture and
 * a number of labels. {@link MeasuredNormalisation} measures what the pictures are like, and {@link
 * NewModel} makes the folder of a model of all that.
 *
 * <p>Open {@link NewModel} first.
 */
package io.afluente.model.template;
