package io.afluente.train;

import io.afluente.learn.MiniBatchScore;
import java.util.Optional;

/** Sums over the mini-batches of an epoch. */
final class EpochSums {
    private long total;
    private long examples;
    private long correct;
    private double loss;
    private double windowedAccuracy;

    void add(MiniBatchScore score) {
        total += score.examples();
        examples += score.examples();
        correct += score.correct();
        loss += score.loss() * score.examples();
        windowedAccuracy = score.score().windowedAccuracy();
    }

    long total() {
        return total;
    }

    double windowedAccuracy() {
        return windowedAccuracy;
    }

    /** The epoch as a whole; another begins. */
    Report.Epoch end(int number, Optional<Double> measured) {
        Report.Epoch epoch =
                new Report.Epoch(
                        number,
                        loss / examples,
                        (double) correct / examples,
                        windowedAccuracy,
                        measured.orElse(null));
        examples = 0;
        correct = 0;
        loss = 0;
        return epoch;
    }
}
