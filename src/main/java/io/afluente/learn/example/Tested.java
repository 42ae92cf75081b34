package io.afluente.learn.example;

import io.afluente.evaluate.MostLikely;
import io.afluente.model.Prediction;

/** An example and what the network said of it before it had learned from it. */
public record Tested(Example example, Prediction prediction) {
    // as for the scores over many mini-batches: no probability counts as less
    private static final double MIN_PROBABILITY = 1e-7;

    public int label() {
        return example.labeled().label();
    }

    /** The label answered; -1 where the probabilities are no numbers. */
    public int answer() {
        return MostLikely.of(prediction.probabilities());
    }

    /** The cross-entropy in nats. */
    double loss() {
        float probability = answer() < 0 ? 0 : prediction.probabilities()[label()];
        return -Math.log(Math.max(probability, MIN_PROBABILITY));
    }
}
