package io.afluente.model;

import java.util.List;

/**
 * What one training step found before it changed anything.
 *
 * @param answers the predictions of the mini-batch by the parameters before the step
 * @param loss mean cross-entropy of the mini-batch before the step, in nats
 */
public record Step(List<Prediction> answers, double loss) {}
