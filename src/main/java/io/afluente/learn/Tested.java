package io.afluente.learn;

import io.afluente.evaluate.Answer;
import io.afluente.model.Prediction;

/** An example and what the network said of it before it had learned from it. */
record Tested(Example example, Prediction prediction) {
    // as for the scores over many mini-batches: no probability counts as less
    private static final double LEAST_PROBABILITY = 1e-7;

    int label() {
        return example.labeled().label();
    }

    /** The label answered; -1 where the probabilities are no numbers. */
    int answer() {
        return Answer.of(prediction.probabilities());
    }

    /** The cross-entropy in nats. */
    double loss() {
        float probability = answer() < 0 ? 0 : prediction.probabilities()[label()];
        return -Math.log(Math.max(probability, LEAST_PROBABILITY));
    }
}
