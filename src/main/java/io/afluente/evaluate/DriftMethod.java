package io.afluente.evaluate;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The drift detectors by name, what each can be told, and defaults by which they stay silent while
 * a model learns undisturbed. Another one is another constant.
 *
 * <p>ADWIN and Page-Hinkley have the settings usual in the literature. DDM looks at 3,000 examples
 * before it says anything, not at 30: it compares with the best moment so far, and among few
 * examples that is a matter of luck. It is blind for as long, at first and after each drift. What
 * each of them reported where nothing changed stands in {@code src/docs/results/learning.md}.
 */
public enum DriftMethod {
    ADWIN(
            Map.of("delta", Adwin.DELTA, "check-every", (double) Adwin.CHECK_EVERY),
            told -> new Adwin(told.real("delta"), told.whole("check-every"))),
    DDM(
            Map.of(
                    "min-examples", (double) Ddm.MIN_EXAMPLES_WHILE_LEARNING,
                    "warning", Ddm.WARNING,
                    "drift", Ddm.DRIFT),
            told -> new Ddm(told.whole("min-examples"), told.real("warning"), told.real("drift"))),
    PAGE_HINKLEY(
            Map.of(
                    "min-examples", (double) PageHinkley.MIN_EXAMPLES,
                    "delta", PageHinkley.DELTA,
                    "lambda", PageHinkley.LAMBDA,
                    "alpha", PageHinkley.ALPHA),
            told ->
                    new PageHinkley(
                            told.whole("min-examples"),
                            told.real("delta"),
                            told.real("lambda"),
                            told.real("alpha")));

    /** How many examples to ignore, so that the way down from chance is not taken as normal. */
    public static final long WARM_UP = 2_000;

    // never changed, and handed out as copies alone
    @SuppressWarnings("ImmutableEnumChecker")
    private final SortedMap<String, Double> defaults;

    // without a state
    @SuppressWarnings("ImmutableEnumChecker")
    private final Function<Told, DriftDetector> maker;

    DriftMethod(Map<String, Double> defaults, Function<Told, DriftDetector> maker) {
        this.defaults = new TreeMap<>(defaults);
        this.maker = maker;
    }

    private record Told(Map<String, Double> parameters) {
        double real(String name) {
            return parameters.get(name);
        }

        int whole(String name) {
            double number = real(name);
            if (number != (int) number) {
                throw new IllegalArgumentException(
                        name + ": must be a whole number, got " + number);
            }
            return (int) number;
        }
    }

    /**
     * All of a detector's parameters by name, where these are given and others left at default.
     *
     * @throws IllegalArgumentException that says which it has if a name is not one of them
     */
    public SortedMap<String, Double> parameters(Map<String, Double> given) {
        SortedMap<String, Double> all = new TreeMap<>(defaults);
        given.forEach(
                (name, value) -> {
                    if (all.put(name, value) == null) {
                        throw new IllegalArgumentException(
                                "%s: this detector has %s"
                                        .formatted(name, String.join(", ", defaults.keySet())));
                    }
                });
        return Collections.unmodifiableSortedMap(all);
    }

    /** A new detector that ignores the first so many examples. */
    public DriftDetector after(long warmUp) {
        return after(warmUp, Map.of());
    }

    /**
     * The same with other parameters than the defaults.
     *
     * @throws IllegalArgumentException if these won't do
     */
    public DriftDetector after(long warmUp, Map<String, Double> given) {
        return new DetectorWarmUp(warmUp, maker.apply(new Told(parameters(given))));
    }
}
