/**
 * Networks as files: DL4J's zip and JSON, read by our own readers, never by Java deserialization.
 *
 * <p>{@link NetworkFile} reads and writes a zip whose bytes are a function of its content; {@link
 * SplitNetworkFile} parts what serves from what only a learner needs. {@link NetworkFolder} reads a
 * model's folder: {@code network.json} by {@link NetworkConfiguration}, {@code model.json} by
 * {@link ModelCard}.
 *
 * <p>Open {@link NetworkFile} first.
 */
package io.afluente.model.file;
