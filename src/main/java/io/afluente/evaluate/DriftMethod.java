package io.afluente.evaluate;

/**
 * The drift detectors by name, with settings that stay silent while a model learns undisturbed.
 *
 * <p>ADWIN and Page-Hinkley have the settings usual in the literature. DDM looks at 3,000 examples
 * before it says anything, not at 30: it compares with the best moment so far, and among few
 * examples that is a matter of luck. It is blind for as long, at first and after each drift. What
 * each of them reported where nothing changed stands in {@code src/docs/learning.md}.
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
