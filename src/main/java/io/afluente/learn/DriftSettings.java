package io.afluente.learn;

import io.afluente.evaluate.DriftMethod;
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
 */
public record DriftSettings(
        Optional<DriftMethod> detector,
        long warmUp,
        DriftAction action,
        long coolDown,
        double raise) {
    /** Nobody watches. */
    public static final DriftSettings NONE =
            new DriftSettings(Optional.empty(), 0, DriftAction.NONE, 0, 1);

    public DriftSettings {
        if (coolDown < 0 || !(raise > 0)) {
            throw new IllegalArgumentException(
                    "drift: needs a cool-down of 0 or more and a raise above 0, got "
                            + coolDown
                            + " and "
                            + raise);
        }
    }
}
