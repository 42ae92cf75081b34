/**
 * Plain clients: whoever reads or writes topics without a topology.
 *
 * <p>{@link RecordSender} sends, {@link TopicReader} reads a topic to its end, {@link ModelsTopic}
 * publishes and reads versions, {@link BackbonesOnTopic} the files that they stand behind, {@link
 * Promotion} points to one, {@link PredictionAudit} computes predictions again.
 *
 * <p>Open {@link TopicReader} first.
 */
package io.afluente.stream.client;
