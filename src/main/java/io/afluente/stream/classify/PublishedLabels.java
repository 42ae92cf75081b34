package io.afluente.stream.classify;

import io.afluente.evaluate.ManyLabels;
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
    Answer of(Prediction prediction) {
        boolean many = ManyLabels.are(prediction.probabilities().length);
        return many && topK > 0 ? TopLabels.of(prediction, topK) : prediction;
    }
}
