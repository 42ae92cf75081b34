/**
 * The command {@code models}: one class for each of its own commands, and what they share.
 *
 * <p>{@link ModelsCommand} lists them, {@link Versions} finds a version by the beginning of its
 * name on the topic or in files, {@link Rehearsed} tries one before it is pointed to.
 */
package io.afluente.cli.models;
