package io.afluente.evaluate;

/**
 * The drift detectors by name, with settings that stay silent while a model learns undisturbed.
 *
 * <p>ADWIN and Page-Hinkley have the settings usual in the literature. DDM looks at 1,000 examples
 * before it says anything, not at 30: at an error rate of a few per cent the best rate among the
 * first examples is a matter of luck, and what follows looks like a drift.
 *
 * <p>With warm-ups from 0 to 3,950 in steps of 50 none of the three reported anything in 15
 * undisturbed passes of a small CNN (Adam 0.003, mini-batches of 64, 15 seeds; it began with other
 * weights than today's) over MNIST's 60,000 examples. On 200 streams of that length whose error
 * rate stayed the same, at most one in 100 had a false alarm by ADWIN and one in 4 by DDM, which
 * compares with the best moment of many; by Page-Hinkley none did at an error rate of 0.05, but one
 * in 3 at 0.2, where its {@code lambda} is within chance.
 */
public enum DriftMethod {
    ADWIN,
    DDM,
    PAGE_HINKLEY;

    /** How many examples to ignore, so that the way down from chance is not taken as normal. */
    public static final long WARM_UP = 2_000;

    private static final int DDM_MIN_EXAMPLES = 1_000;

    /** A new detector that ignores the first so many examples. */
    public DriftDetector after(long warmUp) {
        return new WarmUp(
                warmUp,
                switch (this) {
                    case ADWIN -> new Adwin();
                    case DDM -> new Ddm(DDM_MIN_EXAMPLES, Ddm.WARNING, Ddm.DRIFT);
                    case PAGE_HINKLEY -> new PageHinkley();
                });
    }
}
