/**
 * Commands that make a model's folder: of pictures that somebody has, or of a network that somebody
 * trained.
 *
 * <p>Open {@link ModelsImport} first; {@link ImportedNetwork} is what it makes of a file.
 */
package io.afluente.cli.models.folder;
