/**
 * How it gets better: labelled examples come in one by one in the order of the log, and exact
 * mini-batches are tested, scored, trained and now and then checkpointed. No Kafka, no clock.
 *
 * <p>The way of an example: {@link Learner} takes an entry of the log, {@code learn.example} holds
 * it out or packs it, and when a mini-batch closes {@link TestThenTrain} asks the network first and
 * lets the {@link Trainer} step then. {@link Scorekeeper} keeps the score, {@code learn.drift}
 * watches it, {@link TrainerSwitch} obeys orders and what drift asks for. At a checkpoint {@code
 * learn.gate} judges first whether what was learned may serve, and {@link CheckpointMaker} seals it
 * with that verdict.
 *
 * <p>All of it is one {@link LearnerState}: a learner made from it goes on bit for bit. Open {@link
 * Learner} first. Imports {@code image}, {@code evaluate}, {@code model} and {@code registry}.
 */
package io.afluente.learn;
