package io.afluente.web.page;

import io.afluente.learn.MiniBatchScore;
import io.afluente.stream.record.RecordPosition;
import io.afluente.stream.record.ScoreRecord;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * What was answered for what was true among the examples tested last, and where the pictures lie
 * that were mistaken. Written by one thread, read by any.
 */
final class ConfusionView {
    private static final int EXAMPLES = 2_000;
    private static final int MAX_MISTAKES = 2_000;

    /** A picture that was taken for something else. */
    record Mistake(RecordPosition source, int label, int answer) {}

    /**
     * Counts, for the page.
     *
     * @param counts a row for each label, a column for each answer
     * @param examples counted
     */
    record Confusion(long[][] counts, long examples) {}

    private final int labels;
    private final Deque<MiniBatchScore> scores = new ArrayDeque<>();
    private final Deque<Mistake> mistakes = new ArrayDeque<>();
    private final long[][] counts;
    private long examples;

    ConfusionView(int labels) {
        this.labels = labels;
        this.counts = new long[labels][labels];
    }

    synchronized void take(ScoreRecord score) {
        MiniBatchScore miniBatch = score.batch();
        scores.add(miniBatch);
        count(miniBatch, 1);
        while (examples > EXAMPLES && scores.size() > 1) {
            count(scores.remove(), -1);
        }
        for (io.afluente.learn.example.Mistake mistake : miniBatch.mistakes()) {
            mistakes.addFirst(
                    new Mistake(
                            new RecordPosition(score.topic(), score.partition(), mistake.offset()),
                            mistake.label(),
                            mistake.answer()));
        }
        while (mistakes.size() > MAX_MISTAKES) {
            mistakes.removeLast();
        }
    }

    synchronized Confusion confusion() {
        return new Confusion(
                Arrays.stream(counts).map(long[]::clone).toArray(long[][]::new), examples);
    }

    /** The latest pictures of a label that were taken for another. */
    synchronized List<Mistake> latest(int label, int answer, int most) {
        return mistakes.stream()
                .filter(mistake -> mistake.label == label && mistake.answer == answer)
                .limit(most)
                .toList();
    }

    private void count(MiniBatchScore miniBatch, long sign) {
        examples += sign * miniBatch.examples();
        for (List<Integer> cell : miniBatch.confusion()) {
            int label = cell.get(0);
            int answer = cell.get(1);
            if (label >= 0 && label < labels && answer >= 0 && answer < labels) {
                counts[label][answer] += sign * cell.get(2);
            }
        }
    }
}
