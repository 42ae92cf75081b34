package io.afluente.learn.gate;

import io.afluente.evaluate.PairedComparison;
import io.afluente.registry.Verdict;
import java.util.Locale;

/**
 * Whether a challenger may serve, by what it and the champion got right on the same held-out
 * examples.
 *
 * <p>A challenger passes if one of these holds:
 *
 * <ol>
 *   <li>Fewer than {@code least} recent held-out examples exist.
 *   <li>It is significantly better on the recent ones (McNemar's test, p below {@link
 *       #SIGNIFICANCE}), so that a champion of an old concept can't block its successor.
 *   <li>It is not inferior on the recent ones and on all: the 95 % bound of its loss is below
 *       {@code tolerance}. This is skipped when the champion itself has dropped by {@link
 *       #COLLAPSE} on the recent examples.
 * </ol>
 *
 * @param least how many recent examples it takes to judge
 * @param tolerance above 0
 */
record GateRule(int least, double tolerance) {
    /** How probable it may be that an improvement is chance. Small: there are many checkpoints. */
    static final double SIGNIFICANCE = 0.001;

    /** How far below its accuracy on all examples the champion's recent one is a collapse. */
    static final double COLLAPSE = 0.1;

    Verdict judge(PairedComparison recent, PairedComparison all) {
        if (recent.examples() < least) {
            return new Verdict(
                    true,
                    "nothing to judge by: %d of %d held-out examples"
                            .formatted(recent.examples(), least));
        }
        if (challengerBetter(recent)) {
            return verdict(true, "better: ", recent, all);
        }
        if (recent.championAccuracy() < all.championAccuracy() - COLLAPSE) {
            return verdict(
                    false,
                    "the champion has collapsed and this one is not surely better: ",
                    recent,
                    all);
        }
        boolean passes = notInferior(recent) && notInferior(all);
        return verdict(passes, passes ? "not inferior: " : "inferior: ", recent, all);
    }

    /**
     * Whether a challenger that passed is the new champion: if the old one got no more examples
     * right, or it was not judged by them.
     */
    boolean asGood(PairedComparison recent, PairedComparison all) {
        long lost = recent.onlyChampion() + all.onlyChampion();
        long won = recent.onlyChallenger() + all.onlyChallenger();
        return recent.examples() < least || challengerBetter(recent) || won >= lost;
    }

    /** Whether the champion is surely better on these examples. */
    boolean championBetter(PairedComparison recent) {
        return recent.examples() >= least && recent.test().challengerBetter() > 1 - SIGNIFICANCE;
    }

    private static boolean challengerBetter(PairedComparison recent) {
        return recent.test().challengerBetter() < SIGNIFICANCE;
    }

    private boolean notInferior(PairedComparison comparison) {
        return comparison.notInferior(tolerance, PairedComparison.Z_95);
    }

    private static Verdict verdict(
            boolean passed, String why, PairedComparison recent, PairedComparison all) {
        return new Verdict(
                passed,
                why + "recent " + words(recent) + ", all " + words(all),
                recent.challengerAccuracy());
    }

    /** Both accuracies, and of how many examples. */
    static String words(PairedComparison comparison) {
        return String.format(
                Locale.ROOT,
                "%.3f against %.3f on %d",
                comparison.challengerAccuracy(),
                comparison.championAccuracy(),
                comparison.examples());
    }
}
