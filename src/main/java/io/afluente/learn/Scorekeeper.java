package io.afluente.learn;

import io.afluente.evaluate.Drift;
import io.afluente.evaluate.Prequential;
import io.afluente.learn.drift.DriftWatch;
import io.afluente.learn.drift.Event;
import io.afluente.learn.drift.Events;
import io.afluente.learn.example.Mistake;
import io.afluente.learn.example.Tested;
import io.afluente.learn.example.TestedBatch;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Scores what was tested, in the order of the log, and has the drift detector look at it. */
final class Scorekeeper {
    /** Listed in one score; of more, the score says how many they are. */
    static final int MAX_MISTAKES = 256;

    private final LearnerCounters progress;
    private final Prequential prequential;
    private final DriftWatch drift;
    private final Events events;

    Scorekeeper(
            LearnerCounters progress, Prequential prequential, DriftWatch drift, Events events) {
        this.progress = progress;
        this.prequential = prequential;
        this.drift = drift;
        this.events = events;
    }

    /**
     * Takes in one mini-batch.
     *
     * @return how many of it were answered rightly
     */
    int take(List<Tested> batch) {
        int correct = 0;
        for (Tested tested : batch) {
            boolean hit = prequential.update(tested.label(), tested.prediction().probabilities());
            correct += hit ? 1 : 0;
            drift.update(!hit).ifPresent(level -> tell(level, tested.example().offset()));
        }
        return correct;
    }

    /**
     * The score of a mini-batch that was taken in, with all that happened up to now.
     *
     * @param checkpointAccuracy of the checkpoint made after it; null for none
     */
    MiniBatchScore score(TestedBatch batch, Double checkpointAccuracy) {
        return new MiniBatchScore(
                progress.miniBatches(),
                batch.firstOffset(),
                batch.lastOffset(),
                batch.examples().size(),
                batch.heldOut(),
                batch.correct(),
                batch.meanLoss(),
                confusion(batch.examples()),
                mistakes(batch.examples()),
                checkpointAccuracy,
                prequential.score(),
                drift.state(),
                events.tell());
    }

    private void tell(Drift level, long offset) {
        if (level == Drift.WARNING) {
            events.add(Event.Kind.WARNING, offset, "errors may be rising");
        } else if (level == Drift.DRIFT) {
            events.add(
                    Event.Kind.DRIFT,
                    offset,
                    "errors have risen: %.3f of the latest answers are right"
                            .formatted(prequential.score().fadingAccuracy()));
        }
    }

    private static List<Mistake> mistakes(List<Tested> batch) {
        return batch.stream()
                .filter(tested -> tested.answer() != tested.label())
                .map(Mistake::of)
                .limit(MAX_MISTAKES)
                .toList();
    }

    /** What was answered for what was true: label, answer and how often. */
    private static List<List<Integer>> confusion(List<Tested> batch) {
        Map<Integer, Map<Integer, Integer>> counts = new TreeMap<>();
        for (Tested tested : batch) {
            counts.computeIfAbsent(tested.label(), label -> new TreeMap<>())
                    .merge(tested.answer(), 1, Integer::sum);
        }
        return counts.entrySet().stream()
                .flatMap(
                        row ->
                                row.getValue().entrySet().stream()
                                        .map(
                                                cell ->
                                                        List.of(
                                                                row.getKey(),
                                                                cell.getKey(),
                                                                cell.getValue())))
                .toList();
    }
}
