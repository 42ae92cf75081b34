package io.afluente.model;

import io.afluente.evaluate.ConfusionCounts;
import io.afluente.evaluate.MostLikely;

/**
 * What the network says of one image: a probability for each label, in the order of the model's
 * labels. The array belongs to this prediction and is not written to again.
 *
 * <p>Where the network has overflown, the values are no numbers and the prediction names no label.
 */
public record Prediction(float[] probabilities) {
    /**
     * The index of the most probable label; of equal ones the first. {@link
     * ConfusionCounts#NO_ANSWER} where the values are no probabilities.
     */
    public int label() {
        return MostLikely.of(probabilities);
    }

    /** Whether the values are probabilities, so that there is a label. */
    public boolean namesALabel() {
        return label() != ConfusionCounts.NO_ANSWER;
    }

    /** The probability of {@link #label()}; no number where there is none. */
    public float confidence() {
        int label = label();
        return label == ConfusionCounts.NO_ANSWER ? Float.NaN : probabilities[label];
    }
}
