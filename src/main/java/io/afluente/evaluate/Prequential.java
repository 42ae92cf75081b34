package io.afluente.evaluate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Scores answers while the model learns: each example is first answered, then scored here, then
 * learned from (Dawid 1984; Gama, Sebastião, Rodrigues 2013).
 *
 * <p>Depends on the sequence of examples alone, not on how they are cut into mini-batches. A row of
 * probabilities with a value that is negative, infinite or no number counts as sure and wrong: it
 * is a miss, its loss is that of a probability of 1e-7, its confidence is 1, and no label is
 * counted as predicted. Belongs to one thread at a time.
 */
public final class Prequential implements Resumable {
    /** The usual length of the window, in examples. */
    public static final int WINDOW = 1_000;

    /** The usual weight of the newest example in the fading accuracy. */
    public static final double FADING_ALPHA = 0.01;

    private static final int MAX_WINDOW = 1_000_000;

    private ConfusionCounts counts;
    private final Baselines baselines;
    private final HitWindow recent;
    private final FadingShare fading;
    private final LogLoss loss;
    private final Calibration calibration;

    /** With the usual window and fading. */
    public Prequential(int labels) {
        this(labels, WINDOW, FADING_ALPHA);
    }

    /**
     * @param labels how many there are, at least 2
     * @param window how many of the last examples the windowed figures are of, 1 to 1,000,000
     * @param fadingAlpha the weight of the newest example in the fading accuracy, above 0, up to 1
     */
    public Prequential(int labels, int window, double fadingAlpha) {
        if (window < 1 || window > MAX_WINDOW) {
            throw new IllegalArgumentException(
                    "window: must be 1 to " + MAX_WINDOW + ", got " + window);
        }
        if (!(fadingAlpha > 0 && fadingAlpha <= 1)) {
            throw new IllegalArgumentException(
                    "fading alpha: must be above 0 and up to 1, got " + fadingAlpha);
        }
        counts = new ConfusionCounts(labels);
        baselines = new Baselines(labels);
        recent = new HitWindow(window);
        fading = new FadingShare(fadingAlpha);
        loss = new LogLoss(window);
        calibration = new Calibration(window);
    }

    /**
     * Scores one answer.
     *
     * @param label the true one
     * @param probabilities one for each label, not kept
     * @return whether the answer was right; its opposite is what a {@code DriftDetector} eats
     * @throws IllegalArgumentException if the label or the number of probabilities doesn't fit;
     *     nothing has been counted then
     */
    public boolean update(int label, float[] probabilities) {
        check(label, probabilities);
        int predicted = MostLikely.of(probabilities);
        boolean answered = predicted != ConfusionCounts.NO_ANSWER;
        boolean hit = predicted == label;
        counts.update(label, predicted);
        baselines.update(label);
        recent.add(hit);
        fading.add(hit);
        loss.update(answered ? probabilities[label] : 0);
        calibration.update(answered ? probabilities[predicted] : 1, hit);
        return hit;
    }

    /** Scores the answers of a mini-batch, row by row. */
    public void update(int[] labels, float[][] probabilities) {
        if (labels.length != probabilities.length) {
            throw new IllegalArgumentException(
                    labels.length + " labels need as many answers, got " + probabilities.length);
        }
        for (int i = 0; i < labels.length; i++) {
            update(labels[i], probabilities[i]);
        }
    }

    /** From now on there are more labels; the new ones were never seen nor answered. */
    public void grow(int labels) {
        counts = counts.grown(labels);
        baselines.grow(labels);
    }

    /** How good the answers have been up to now. */
    public Score score() {
        long examples = counts.total();
        double accuracy = counts.accuracy();
        return new Score(
                examples,
                counts.correct(),
                accuracy,
                recent.share(),
                fading.share(),
                loss.mean(),
                loss.windowedMean(),
                Kappa.cohen(counts),
                Kappa.of(accuracy, Ratio.of(baselines.majorityHits(), examples)),
                Kappa.of(accuracy, Ratio.of(baselines.noChangeHits(), examples)),
                calibration.error());
    }

    /** What was answered for what was true, since the beginning up to now. */
    public ConfusionCounts counts() {
        return counts.copy();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        for (Resumable part : parts()) {
            part.save(out);
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        for (Resumable part : parts()) {
            part.load(in);
        }
    }

    private Resumable[] parts() {
        return new Resumable[] {counts, baselines, recent, fading, loss, calibration};
    }

    private void check(int label, float[] probabilities) {
        int labels = counts.labels();
        if (probabilities.length != labels) {
            throw new IllegalArgumentException(
                    labels + " labels need as many probabilities, got " + probabilities.length);
        }
        if (label < 0 || label >= labels) {
            throw new IllegalArgumentException(
                    "label: must be 0 to " + (labels - 1) + ", got " + label);
        }
    }
}
