package io.afluente.evaluate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Compares the error rate since the last drift with the best it has been: the Drift Detection
 * Method (Gama, Medas, Castillo, Rodrigues: Learning with drift detection, 2004).
 *
 * <p>After {@code i} examples the rate is {@code p} with the deviation {@code s = sqrt(p(1-p)/i)}.
 * Where {@code p + s} is smallest both are remembered; a warning is {@code p + s} above {@code pmin
 * + 2 smin}, a drift above {@code pmin + 3 smin}. A rate of 0 is not remembered: its deviation
 * would be 0 too, and the first error after it a drift. After a drift everything starts anew.
 */
public final class Ddm implements DriftDetector {
    /** How many examples it looks at before it says anything. */
    public static final int MIN_EXAMPLES = 30;

    /**
     * The same where a false alarm costs more than a late one, as it does when a network learns.
     */
    static final int MIN_EXAMPLES_WHILE_LEARNING = 3_000;

    /** How many deviations above the best rate a warning is. */
    public static final double WARNING = 2;

    /** How many deviations above the best rate a drift is. */
    public static final double DRIFT = 3;

    private final int minExamples;
    private final double warning;
    private final double drift;
    private long examples;
    private long errors;
    private double minRate;
    private double minDeviation;

    /** With the paper's settings. */
    public Ddm() {
        this(MIN_EXAMPLES, WARNING, DRIFT);
    }

    /**
     * @param minExamples how many it looks at before it says anything, at least 1
     * @param warning how many deviations above the best rate a warning is, above 0
     * @param drift how many deviations above the best rate a drift is, at least {@code warning}
     */
    public Ddm(int minExamples, double warning, double drift) {
        if (minExamples < 1 || !(warning > 0) || !(drift >= warning)) {
            throw new IllegalArgumentException(
                    "DDM: needs min examples of 1 or more and 0 < warning <= drift, got "
                            + minExamples
                            + ", "
                            + warning
                            + ", "
                            + drift);
        }
        this.minExamples = minExamples;
        this.warning = warning;
        this.drift = drift;
        reset();
    }

    @Override
    public Drift update(boolean error) {
        examples++;
        errors += error ? 1 : 0;
        if (examples < minExamples || errors == 0) {
            return Drift.NONE;
        }
        double rate = (double) errors / examples;
        double deviation = Math.sqrt(rate * (1 - rate) / examples);
        if (rate + deviation < minRate + minDeviation) {
            minRate = rate;
            minDeviation = deviation;
        }
        return judge(rate + deviation);
    }

    private Drift judge(double level) {
        if (level > minRate + drift * minDeviation) {
            reset();
            return Drift.DRIFT;
        }
        return level > minRate + warning * minDeviation ? Drift.WARNING : Drift.NONE;
    }

    private void reset() {
        examples = 0;
        errors = 0;
        minRate = Double.MAX_VALUE;
        minDeviation = 0;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(examples);
        out.writeLong(errors);
        out.writeDouble(minRate);
        out.writeDouble(minDeviation);
    }

    @Override
    public void load(DataInput in) throws IOException {
        examples = Saved.count(in, "DDM's number of examples");
        errors = Saved.upTo(in, examples, "DDM's number of errors");
        minRate = Saved.atLeastZero(in, "DDM's best rate");
        minDeviation = Saved.atLeastZero(in, "DDM's best deviation");
    }
}
