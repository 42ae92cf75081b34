package io.afluente.evaluate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Counts what was answered for what was true, and says how well each label is found.
 *
 * <p>An answer may be {@link #NO_ANSWER}: it counts against recall and accuracy, and against no
 * label's precision. Belongs to one thread at a time.
 */
public final class ConfusionCounts implements Resumable {
    /** Stands for an answer that names no label, such as probabilities that are no numbers. */
    public static final int NO_ANSWER = -1;

    /** Of these there may be millions: only those are kept that are not 0. */
    private final CellCounts counts = new CellCounts();

    private final long[] actual;
    private final long[] predicted;
    private long total;
    private long correct;

    /**
     * @param labels how many there are, at least 2
     */
    public ConfusionCounts(int labels) {
        if (labels < 2) {
            throw new IllegalArgumentException("labels: at least 2 are needed, got " + labels);
        }
        actual = new long[labels];
        predicted = new long[labels];
    }

    /**
     * Counts one answer.
     *
     * @param actual the true label
     * @param predicted the label answered, or {@link #NO_ANSWER}
     * @throws IndexOutOfBoundsException if there is no such label; nothing has been counted then
     */
    public void update(int actual, int predicted) {
        Objects.checkIndex(actual, labels());
        Objects.checkIndex(predicted - NO_ANSWER, labels() + 1);
        this.actual[actual]++;
        total++;
        if (predicted == NO_ANSWER) {
            return;
        }
        counts.add(actual, predicted, 1);
        this.predicted[predicted]++;
        if (actual == predicted) {
            correct++;
        }
    }

    /** The counts as they are now, apart from these. */
    public ConfusionCounts copy() {
        return grown(labels());
    }

    /** The same counts of as many labels or more. */
    ConfusionCounts grown(int labels) {
        ConfusionCounts copy = new ConfusionCounts(labels);
        copy.counts.addAll(counts);
        System.arraycopy(actual, 0, copy.actual, 0, labels());
        System.arraycopy(predicted, 0, copy.predicted, 0, labels());
        copy.total = total;
        copy.correct = correct;
        return copy;
    }

    /** How many labels there are. */
    public int labels() {
        return actual.length;
    }

    /** How many examples of label {@code actual} were answered by {@code predicted}. */
    public long count(int actual, int predicted) {
        return counts.count(actual, predicted);
    }

    /** All counts that are not 0: the label, the answer, how often. */
    public void forEach(CellCounts.Visitor visitor) {
        counts.forEach(visitor);
    }

    /** How many examples had this label. */
    public long actual(int label) {
        return actual[label];
    }

    /** How many examples were answered by this label. */
    public long predicted(int label) {
        return predicted[label];
    }

    /** All examples, those without an answer too. */
    public long total() {
        return total;
    }

    /** The examples answered rightly. */
    public long correct() {
        return correct;
    }

    /** The share of examples answered rightly; 0 before the first. */
    public double accuracy() {
        return Ratio.of(correct, total);
    }

    /** How well one label is found. */
    public PrecisionRecall of(int label) {
        return PrecisionRecall.of(count(label, label), predicted[label], actual[label]);
    }

    /** The plain average over the labels that occurred, as a truth or as an answer. */
    public PrecisionRecall macro() {
        List<PrecisionRecall> all = occurred().mapToObj(this::of).toList();
        return new PrecisionRecall(
                mean(all.stream().mapToDouble(PrecisionRecall::precision)),
                mean(all.stream().mapToDouble(PrecisionRecall::recall)),
                mean(all.stream().mapToDouble(PrecisionRecall::f1)));
    }

    /** Over all answers together. Where every example has one, all three equal the accuracy. */
    public PrecisionRecall micro() {
        return PrecisionRecall.of(correct, sum(predicted), total);
    }

    /** The labels that were never answered, whether or not they occurred, in their order. */
    public List<Integer> neverPredicted() {
        return IntStream.range(0, labels()).filter(i -> predicted[i] == 0).boxed().toList();
    }

    /**
     * A few labels have all their counts written, as they always had; of many only those that are
     * not 0, and a number of labels below 0 says so.
     */
    @Override
    public void save(DataOutput out) throws IOException {
        boolean few = !ManyLabels.are(labels());
        out.writeInt(few ? labels() : -labels());
        Saved.writeCounts(out, actual);
        if (few) {
            counts.saveAll(out, labels());
        } else {
            counts.save(out);
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        int saved = in.readInt();
        Saved.same(Math.abs(saved), labels(), "number of labels");
        Saved.readCounts(in, actual, "count of a label");
        if (saved < 0) {
            counts.load(in, labels());
        } else {
            counts.loadAll(in, labels());
        }
        sumUp();
    }

    private void sumUp() {
        total = sum(actual);
        correct = 0;
        Arrays.fill(predicted, 0);
        counts.forEach(
                (label, answer, count) -> {
                    predicted[answer] += count;
                    correct += label == answer ? count : 0;
                });
    }

    private IntStream occurred() {
        return IntStream.range(0, labels()).filter(i -> actual[i] + predicted[i] > 0);
    }

    private static long sum(long[] values) {
        return LongStream.of(values).sum();
    }

    private static double mean(DoubleStream values) {
        return values.average().orElse(0);
    }
}
