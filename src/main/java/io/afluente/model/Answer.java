package io.afluente.model;

import io.afluente.evaluate.ConfusionCounts;

/** What is said of one image: a label, how sure that is, and which others it may be. */
public sealed interface Answer permits Prediction, TopLabels {
    /** The index of the most probable label; {@link ConfusionCounts#NO_ANSWER} if there is none. */
    int label();

    /** The probability of {@link #label()}; no number where there is none. */
    float confidence();

    /**
     * The largest distance between two probabilities of a label, in what this says; 0 only for the
     * same bits.
     */
    double apartFrom(Prediction again);
}
