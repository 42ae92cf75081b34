package io.afluente.model.plan.stage;

import io.afluente.model.plan.kernel.Stage;
import io.afluente.model.plan.stage.Folding.Blocks;

/** A stage with weights, each of whose outputs can be multiplied and shifted by changing them. */
interface Foldable extends Stage {
    Weights parameters();

    /** Whether its weights lie as {@link #blocks} says. */
    default boolean canBeFolded() {
        return true;
    }

    /** How the weights of each output lie. */
    Blocks blocks();

    /** The same stage with its parameters somewhere else. */
    Stage with(Weights other);
}
