package io.afluente.web.page;

import static java.util.Comparator.comparingLong;

import io.afluente.evaluate.CellCounts;
import io.afluente.learn.MiniBatchScore;
import io.afluente.stream.record.RecordPosition;
import io.afluente.stream.record.ScoreRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;

/**
 * What was answered for what was true among the examples tested last, and where the pictures lie
 * that were mistaken. Written by one thread, read by any.
 */
final class ConfusionView {
    private static final int EXAMPLES = 2_000;
    private static final int MAX_MISTAKES = 2_000;

    /** More labels than these are no table that anybody could read. */
    static final int IN_A_TABLE = 30;

    private static final int MAX_PAIRS = 50;

    /** A picture that was taken for something else. */
    record Mistake(RecordPosition source, int label, int answer) {}

    /**
     * Counts, for the page.
     *
     * @param cells that are not 0: label, answer, how often; of many labels the most frequent
     *     mistakes
     * @param right of each label that occurred: label, how often, and how often answered rightly
     * @param examples counted
     */
    record Confusion(List<long[]> cells, List<long[]> right, long examples) {}

    private final IntSupplier labels;
    private final Deque<MiniBatchScore> scores = new ArrayDeque<>();
    private final Deque<Mistake> mistakes = new ArrayDeque<>();
    private final CellCounts counts = new CellCounts();
    private long examples;

    /**
     * @param labels how many there are by now
     */
    ConfusionView(IntSupplier labels) {
        this.labels = labels;
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
        List<long[]> cells = new ArrayList<>();
        Map<Integer, long[]> right = new TreeMap<>();
        counts.forEach(
                (label, answer, count) -> {
                    cells.add(new long[] {label, answer, count});
                    long[] sums = right.computeIfAbsent(label, l -> new long[] {l, 0, 0});
                    sums[1] += count;
                    sums[2] += label == answer ? count : 0;
                });
        return new Confusion(mostFrequent(cells), List.copyOf(right.values()), examples);
    }

    /** The same of one label: what it was taken for, and what was taken for it. */
    synchronized Confusion confusionOf(int one) {
        List<long[]> cells = new ArrayList<>();
        long[] right = {one, 0, 0};
        counts.forEach(
                (label, answer, count) -> {
                    if (label == one || answer == one) {
                        cells.add(new long[] {label, answer, count});
                    }
                    right[1] += label == one ? count : 0;
                    right[2] += label == one && answer == one ? count : 0;
                });
        List<long[]> occurred = right[1] == 0 ? List.of() : List.of(right);
        return new Confusion(mostFrequent(cells), occurred, examples);
    }

    private List<long[]> mostFrequent(List<long[]> cells) {
        if (labels.getAsInt() <= IN_A_TABLE) {
            return cells;
        }
        return cells.stream()
                .filter(cell -> cell[0] != cell[1])
                .sorted(comparingLong(cell -> -cell[2]))
                .limit(MAX_PAIRS)
                .toList();
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
            if (label >= 0 && answer >= 0) {
                counts.add(label, answer, sign * cell.get(2));
            }
        }
    }
}
