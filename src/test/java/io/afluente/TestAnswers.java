package io.afluente;

import io.afluente.model.Prediction;
import io.afluente.stream.record.PredictionRecord;

/** What is asked of answers, in tests. */
public final class TestAnswers {
    private TestAnswers() {}

    /** The probability of every label, where the answer has them all. */
    public static float[] probabilities(PredictionRecord answer) {
        return ((Prediction) answer.prediction()).probabilities();
    }
}
