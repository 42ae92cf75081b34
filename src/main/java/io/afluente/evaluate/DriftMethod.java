package io.afluente.evaluate;

/**
 * The drift detectors by name, with settings that stay silent while a model learns undisturbed.
 *
 * <p>ADWIN and Page-Hinkley have the settings usual in the literature. DDM looks at 3,000 examples
 * before it says anything, not at 30: it compares with the best moment so far, and among few
 * examples that is a matter of luck. It is blind for as long, at first and after each drift.
 *
 * <p>With warm-ups from 0 to 10,000 in steps of 250 none of the three reported anything in 5
 * undisturbed passes, one for each seed, of the network and the settings of {@code models/mnist}
 * over MNIST's 60,000 examples. DDM did in 14 of these 205 cases when it looked at 1,000 examples.
 * On 200 streams of that length whose error rate stayed the same, at most one in 100 had a false
 * alarm by ADWIN; by Page-Hinkley none did at an error rate of 0.05, but one in 3 at 0.2, where its
 * {@code lambda} is within chance.
 */
public enum DriftMethod {
    ADWIN,
    DDM,
    PAGE_HINKLEY;

    /** How many examples to ignore, so that the way down from chance is not taken as normal. */
    public static final long WARM_UP = 2_000;

    private static final int DDM_MIN_EXAMPLES = 3_000;

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
