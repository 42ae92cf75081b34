package io.afluente.model;

import io.afluente.evaluate.ConfusionCounts;
import io.afluente.evaluate.MostLikely;
import java.util.Arrays;

/**
 * What the network says of one image: a probability for each label, in the order of the model's
 * labels. The array belongs to this prediction and is not written to again.
 *
 * <p>Where the network has overflown, the values are no numbers and the prediction names no label.
 */
public record Prediction(float[] probabilities) implements Answer {
    /**
     * The index of the most probable label; of equal ones the first. {@link
     * ConfusionCounts#NO_ANSWER} where the values are no probabilities.
     */
    @Override
    public int label() {
        return MostLikely.of(probabilities);
    }

    /** Whether the values are probabilities, so that there is a label. */
    public boolean namesALabel() {
        return label() != ConfusionCounts.NO_ANSWER;
    }

    @Override
    public float confidence() {
        int label = label();
        return label == ConfusionCounts.NO_ANSWER ? Float.NaN : probabilities[label];
    }

    @Override
    public double apartFrom(Prediction again) {
        float[] now = again.probabilities;
        if (probabilities.length != now.length) {
            return 1;
        }
        double apart = 0;
        for (int i = 0; i < now.length; i++) {
            apart = Math.max(apart, Math.abs((double) probabilities[i] - now[i]));
        }
        return Arrays.equals(probabilities, now) ? 0 : Math.max(apart, Double.MIN_VALUE);
    }
}
