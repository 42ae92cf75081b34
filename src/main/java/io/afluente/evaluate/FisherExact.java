package io.afluente.evaluate;

import java.util.stream.DoubleStream;

/**
 * Whether two classifiers that answered <em>different</em> examples differ in accuracy: Fisher's
 * exact test (Fisher 1935), for any number of examples.
 *
 * <p>Given how many each answered and how many were right in all, it is a hypergeometric matter how
 * many of these are the champion's. The p-value adds up every outcome that is no more probable than
 * the one at hand.
 *
 * @param championRight what the champion got right
 * @param championWrong what the champion got wrong
 * @param challengerRight what the challenger got right
 * @param challengerWrong what the challenger got wrong
 */
public record FisherExact(
        long championRight, long championWrong, long challengerRight, long challengerWrong) {
    // Outcomes as probable as the one at hand count, whatever rounding makes of them
    private static final double AS_PROBABLE = 1 + 1e-7;

    public FisherExact {
        if (championRight < 0 || championWrong < 0 || challengerRight < 0 || challengerWrong < 0) {
            throw new IllegalArgumentException("Fisher's test has no counts below 0");
        }
    }

    /** How probable a difference as unlikely as this, in either direction, is by chance. */
    public double different() {
        double[] outcomes = outcomes();
        double asUnlikely = outcomes[(int) (championRight - fewest())] * AS_PROBABLE;
        double all = DoubleStream.of(outcomes).sum();
        return DoubleStream.of(outcomes).filter(each -> each <= asUnlikely).sum() / all;
    }

    /** In proportion to the probabilities: from the most probable one outwards, which is 1. */
    private double[] outcomes() {
        long fewest = fewest();
        long most = Math.min(right(), champion());
        double[] outcomes = new double[Math.toIntExact(most - fewest + 1)];
        int top = (int) (mode() - fewest);
        outcomes[top] = 1;
        for (int i = top; i + 1 < outcomes.length; i++) {
            outcomes[i + 1] = outcomes[i] * oneMore(fewest + i);
        }
        for (int i = top; i > 0; i--) {
            outcomes[i - 1] = outcomes[i] / oneMore(fewest + i - 1);
        }
        return outcomes;
    }

    /** How much more probable one right answer more than {@code k} is for the champion. */
    private double oneMore(long k) {
        double ways = (double) (right() - k) * (champion() - k);
        return ways / ((double) (k + 1) * (challenger() - right() + k + 1));
    }

    private long mode() {
        return (right() + 1) * (champion() + 1) / (champion() + challenger() + 2);
    }

    private long fewest() {
        return Math.max(0, right() - challenger());
    }

    private long right() {
        return championRight + challengerRight;
    }

    private long champion() {
        return championRight + championWrong;
    }

    private long challenger() {
        return challengerRight + challengerWrong;
    }
}
