/**
 * The topology that learns, exactly once: one transaction commits what was learned, the offsets,
 * the score and the checkpoint.
 *
 * <p>The way of a label: {@link LearnFromLabels} reads it, hands it to the learner and forwards
 * what comes of it; {@link LearnerStore} keeps the learner as a {@link Snapshot} and a {@link
 * Journal} of the entries since, from which a restart goes on bit for bit. {@link LearnerGroup} and
 * {@link StoredPosition} decide where to go on, {@link CheckpointFiles} copies versions to files.
 *
 * <p>Open {@link LearnTopology} first, {@link LearnFromLabels} next.
 */
package io.afluente.stream.learn;
