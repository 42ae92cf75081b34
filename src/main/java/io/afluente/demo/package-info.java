/**
 * The main job in one process: a broker, both roles, MNIST as a stream, and a summary read back
 * from the topics.
 *
 * <p>{@link Demo} runs it; {@link TopicSummary} reads what the roles wrote, as anybody could. Open
 * {@link Demo} first.
 */
package io.afluente.demo;
