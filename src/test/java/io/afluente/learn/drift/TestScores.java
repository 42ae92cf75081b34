package io.afluente.learn.drift;

import io.afluente.evaluate.Score;
import io.afluente.learn.MiniBatchScore;
import io.afluente.learn.example.Mistake;
import java.util.List;

/** Scores of mini-batches that say little. */
public final class TestScores {
    private TestScores() {}

    /** Of a mini-batch of so many examples. */
    public static MiniBatchScore tested(
            int examples, List<List<Integer>> confusion, List<Mistake> mistakes) {
        return score(examples, confusion, mistakes, null, examples, List.of());
    }

    /** Of a mini-batch, after so many examples of its line. */
    public static MiniBatchScore after(
            long examples, Double checkpointAccuracy, List<Event> events) {
        return score(64, List.of(), List.of(), checkpointAccuracy, examples, events);
    }

    private static MiniBatchScore score(
            int examples,
            List<List<Integer>> confusion,
            List<Mistake> mistakes,
            Double checkpointAccuracy,
            long all,
            List<Event> events) {
        return new MiniBatchScore(
                1,
                0,
                examples - 1,
                examples,
                0,
                0,
                0.5,
                confusion,
                mistakes,
                checkpointAccuracy,
                new Score(all, 0, 0.4, 0.5, 0.6, 1.5, 0.1, 0.2, 0.2, 0.2, 0.1),
                new DriftState("adwin", "none", 0),
                events);
    }
}
