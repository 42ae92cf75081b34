/**
 * Question and answer over HTTP: the Open Inference Protocol, version 2.
 *
 * <p>{@link InferRoutes} has the paths. A body becomes pictures (room {@code tensor}), an {@link
 * Answerer} answers them, and {@link InferResponse} writes what it says. There are two of them:
 * {@link LogAnswers} sends each picture through Kafka and waits for its prediction, {@link
 * DirectAnswers} asks the live model in this process. {@link ModelVersions} follows the topic of
 * models for both.
 *
 * <p>Open {@link InferRoutes} first. Imports {@code stream} and the rooms below it.
 */
package io.afluente.web.infer;
