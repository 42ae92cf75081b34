package io.afluente.stream.classify;

import io.afluente.model.Answer;
import io.afluente.model.Prediction;
import io.afluente.model.TopLabels;

/**
 * What of a prediction is published: every probability of a few labels, the most probable ones of
 * many, where all of them would be most of the record.
 *
 * @param topK how many of many labels; 0 for all
 */
record PublishedLabels(int topK) {
    private static final int FEW_LABELS = 100;

    Answer of(Prediction prediction) {
        boolean few = prediction.probabilities().length <= FEW_LABELS;
        return few || topK == 0 ? prediction : TopLabels.of(prediction, topK);
    }
}
