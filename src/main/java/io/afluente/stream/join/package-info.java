/**
 * Labels that come after their images: what a picture really was is joined with the picture and
 * with the answer it got, and flows on to the labelled stream.
 *
 * <p>The way of a label: {@link JoinFeedback} keeps images, predictions and labels that wait for
 * each other, and hands what became of each label to {@link JoinOut}: an example, or a dead letter.
 *
 * <p>Open {@link JoinTopology} first, {@link JoinFeedback} next.
 */
package io.afluente.stream.join;
