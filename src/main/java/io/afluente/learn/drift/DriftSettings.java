package io.afluente.learn.drift;

import io.afluente.evaluate.DriftDetector;
import io.afluente.evaluate.DriftMethod;
import java.util.Map;
import java.util.Optional;

/**
 * What watches the prequential errors, and what a drift leads to.
 *
 * @param detector none where it is empty
 * @param warmUp examples that the detector doesn't see, because a new model's errors only fall
 * @param action taken at a drift
 * @param coolDown examples after an action in which another drift leads to none; a raised rate
 *     lasts as long
 * @param raise what the learning rate is multiplied by where it is raised
 * @param parameters of the detector that are not at its defaults
 */
public record DriftSettings(
        Optional<DriftMethod> detector,
        long warmUp,
        DriftAction action,
        long coolDown,
        double raise,
        Map<String, Double> parameters) {
    /** Nobody watches. */
    public static final DriftSettings NONE =
            new DriftSettings(Optional.empty(), 0, DriftAction.NONE, 0, 1);

    public DriftSettings(
            Optional<DriftMethod> detector,
            long warmUp,
            DriftAction action,
            long coolDown,
            double raise) {
        this(detector, warmUp, action, coolDown, raise, Map.of());
    }

    public DriftSettings {
        if (coolDown < 0 || !(raise > 0)) {
            throw new IllegalArgumentException(
                    "drift: needs a cool-down of 0 or more and a raise above 0, got "
                            + coolDown
                            + " and "
                            + raise);
        }
        Map<String, Double> given = Map.copyOf(parameters);
        parameters = given;
        // refuses those that won't do
        detector.ifPresent(method -> method.after(warmUp, given));
    }

    /** What watches, from the first example on. */
    Optional<DriftDetector> newDetector() {
        return detector.map(method -> method.after(warmUp, parameters));
    }
}
