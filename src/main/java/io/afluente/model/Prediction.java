package io.afluente.model;

/**
 * What the network says of one image: a probability for each label, in the order of the model's
 * labels. The array belongs to this prediction and is not written to again.
 */
public record Prediction(float[] probabilities) {
    /** The index of the most probable label; of equal ones the first. */
    public int label() {
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            if (probabilities[i] > probabilities[best]) {
                best = i;
            }
        }
        return best;
    }

    /** The probability of {@link #label()}. */
    public float confidence() {
        return probabilities[label()];
    }
}
