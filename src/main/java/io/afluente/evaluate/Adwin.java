package io.afluente.evaluate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Keeps a window as long as its error rate stays the same, and shortens it when an older and a
 * newer part differ by more than chance explains: adaptive windowing (Bifet, Gavaldà: Learning from
 * time-changing data with adaptive windowing, 2007), the variant ADWIN2 on buckets.
 *
 * <p>Two parts of {@code n0} and {@code n1} examples of a window of {@code n} with error rate
 * {@code p} differ if their rates are more than {@code sqrt(2/m p(1-p) L) + 2/(3m) L} apart, where
 * {@code 1/m = 1/n0 + 1/n1} and {@code L = ln(2 ln(n) / delta)}. Then the oldest bucket goes, and
 * again, until no two parts differ. Parts end where buckets do. It is a drift if the newer part is
 * the worse one; a window shortened because the error rate fell is none. There is no level of
 * warning. After a drift the window is what came after it, or nearly so: a large rise may be
 * reported by two checks in a row.
 */
public final class Adwin implements DriftDetector {
    /** How probable a false alarm may be at one check. */
    public static final double DELTA = 0.002;

    /** From one check to the next, in examples. */
    public static final int CHECK_EVERY = 32;

    private final double delta;
    private final int checkEvery;
    private final ErrorHistogram window = new ErrorHistogram();
    private int sinceCheck;

    /** With the settings usual in the literature. */
    public Adwin() {
        this(DELTA, CHECK_EVERY);
    }

    /**
     * @param delta how probable a false alarm may be at one check, above 0 and below 1
     * @param checkEvery from one check to the next, in examples, at least 1
     */
    public Adwin(double delta, int checkEvery) {
        if (!(delta > 0 && delta < 1) || checkEvery < 1) {
            throw new IllegalArgumentException(
                    "ADWIN: needs 0 < delta < 1 and a check every 1 or more examples, got "
                            + delta
                            + ", "
                            + checkEvery);
        }
        this.delta = delta;
        this.checkEvery = checkEvery;
    }

    @Override
    public Drift update(boolean error) {
        window.add(error);
        if (++sinceCheck < checkEvery) {
            return Drift.NONE;
        }
        sinceCheck = 0;
        return shorten() ? Drift.DRIFT : Drift.NONE;
    }

    /** How many examples the window holds: those since the error rate last changed. */
    public long window() {
        return window.totalExamples();
    }

    /** The error rate in the window; 0 before the first example. */
    public double errorRate() {
        return Ratio.of(window.totalErrors(), window.totalExamples());
    }

    /** Drops buckets while parts differ; says whether a newer part was the worse one. */
    private boolean shorten() {
        boolean worse = false;
        for (double rise = firstRise(); rise != 0; rise = firstRise()) {
            worse |= rise > 0;
            window.dropOldest();
        }
        return worse;
    }

    /** How much worse the newer part is where the first two parts differ, or 0 if none do. */
    private double firstRise() {
        // StrictMath: the same decision on every machine
        double log = StrictMath.log(2 * StrictMath.log((double) window()) / delta);
        long examples = 0;
        long errors = 0;
        for (int row = window.rows() - 1; row >= 0; row--) {
            for (int bucket = 0; bucket < window.buckets(row); bucket++) {
                examples += ErrorHistogram.bucketSize(row);
                errors += window.errors(row, bucket);
                double rise = rise(examples, errors, log);
                if (rise != 0) {
                    return rise;
                }
            }
        }
        return 0;
    }

    /** How much worse the rest is than an older part, or 0 if they don't differ. */
    private double rise(long olderExamples, long olderErrors, double log) {
        double n0 = olderExamples;
        double n1 = window.totalExamples() - olderExamples;
        if (n1 == 0) {
            return 0;
        }
        double rise = (window.totalErrors() - olderErrors) / n1 - olderErrors / n0;
        return Math.abs(rise) > cut(1 / n0 + 1 / n1, log) ? rise : 0;
    }

    private double cut(double perExample, double log) {
        double variance = errorRate() * (1 - errorRate());
        return Math.sqrt(2 * perExample * variance * log) + 2.0 / 3 * perExample * log;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(sinceCheck);
        window.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        sinceCheck = Saved.upTo(in, checkEvery - 1, "examples since ADWIN's last check");
        window.load(in);
    }
}
