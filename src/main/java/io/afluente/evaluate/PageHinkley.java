package io.afluente.evaluate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Adds up by how much errors exceed their mean so far: the Page-Hinkley test (Page 1954; Hinkley
 * 1971; for streams Gama, Sebastião, Rodrigues 2013).
 *
 * <p>With {@code x} 1 for an error and {@code mean} over all examples since the last drift, the sum
 * is {@code g = max(0, alpha g + x - mean - delta)}: for {@code alpha} 1 just the test's distance
 * of the cumulated sum from its minimum, and for less a distance that fades. (To fade the cumulated
 * sum itself would let it climb back from a long fall of the error rate, and report that as a
 * rise.) A drift is {@code g > lambda}, after which everything starts anew. The test has no level
 * of warning; half of {@code lambda} serves as one.
 */
public final class PageHinkley implements DriftDetector {
    /** How many examples it looks at before it says anything. */
    public static final int MIN_EXAMPLES = 30;

    /** The rise of the error rate that is tolerated. */
    public static final double DELTA = 0.005;

    /** How many errors above the expected ones are a drift. */
    public static final double LAMBDA = 50;

    /** What is kept of the sum from one example to the next. */
    public static final double ALPHA = 0.9999;

    private static final double WARNING_SHARE = 0.5;

    private final int minExamples;
    private final double delta;
    private final double lambda;
    private final double alpha;
    private long examples;
    private long errors;
    private double sum;

    /** With the settings usual in the literature. */
    public PageHinkley() {
        this(MIN_EXAMPLES, DELTA, LAMBDA, ALPHA);
    }

    /**
     * @param minExamples how many it looks at before it says anything, at least 1
     * @param delta the rise of the error rate that is tolerated, 0 or more
     * @param lambda how many errors above the expected ones are a drift, above 0
     * @param alpha what is kept of the sum from one example to the next, above 0, up to 1
     */
    public PageHinkley(int minExamples, double delta, double lambda, double alpha) {
        if (minExamples < 1 || !(delta >= 0) || !(lambda > 0) || !(alpha > 0 && alpha <= 1)) {
            throw new IllegalArgumentException(
                    "Page-Hinkley: needs min examples of 1 or more, delta >= 0, lambda > 0 and"
                            + " 0 < alpha <= 1, got "
                            + minExamples
                            + ", "
                            + delta
                            + ", "
                            + lambda
                            + ", "
                            + alpha);
        }
        this.minExamples = minExamples;
        this.delta = delta;
        this.lambda = lambda;
        this.alpha = alpha;
    }

    @Override
    public Drift update(boolean error) {
        int x = error ? 1 : 0;
        examples++;
        errors += x;
        double mean = (double) errors / examples;
        sum = Math.max(0, alpha * sum + x - mean - delta);
        return examples < minExamples ? Drift.NONE : judge();
    }

    private Drift judge() {
        if (sum > lambda) {
            examples = 0;
            errors = 0;
            sum = 0;
            return Drift.DRIFT;
        }
        return sum > WARNING_SHARE * lambda ? Drift.WARNING : Drift.NONE;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(examples);
        out.writeLong(errors);
        out.writeDouble(sum);
    }

    @Override
    public void load(DataInput in) throws IOException {
        examples = Saved.count(in, "Page-Hinkley's number of examples");
        errors = Saved.upTo(in, examples, "Page-Hinkley's number of errors");
        sum = Saved.atLeastZero(in, "Page-Hinkley's sum");
    }
}
