/**
 * Topics: their names, what their files declare, and what a cluster has of them.
 *
 * <p>{@link Topics} gives every name on the cluster, {@link TopicFile} reads {@code topics/},
 * {@link TopicAdmin} creates and {@link TopicCheck} compares.
 *
 * <p>Open {@link Topics} first.
 */
package io.afluente.stream.topic;
