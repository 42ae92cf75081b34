/**
 * The topology that answers images. A batch is a poll: nothing is buffered across records.
 *
 * <p>The way of an image: {@link PollInterceptor} notes what came together, {@link ClassifyPolls}
 * gets the first record of a slice and has {@link SliceClassifier} decode and answer all of it in
 * one forward pass, and each record then forwards its own {@link PolledRow}; a row that could not
 * be read keeps its failure and throws it on its own turn. {@link ThreadModel} swaps the model
 * between slices; {@link TrafficSplit} divides keys between champion and challenger.
 *
 * <p>Open {@link ClassifyTopology} first, or go straight to {@link SliceClassifier}.
 */
package io.afluente.stream.classify;
