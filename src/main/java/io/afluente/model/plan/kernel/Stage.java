package io.afluente.model.plan.kernel;

import io.afluente.model.network.Grid;

/**
 * One step of a compiled network from input to output, such as a convolution or an activation.
 * Knows shapes and where its parameters lie; holds no memory, so plans share it.
 */
public interface Stage {
    /** The shape of one example's result. */
    Grid out();

    /**
     * Whether the result may overwrite the first input. The gradients by both then share memory
     * too: a stage that says so while learning must write the gradient by its input over the one by
     * its result, and must need no more of its input on the way back than the result tells.
     */
    boolean inPlace(boolean learning);

    /** Whether it has parameters that a step changes. */
    default boolean learns() {
        return false;
    }

    /** Whether it must see a mini-batch whole, so that its examples can't be learned apart. */
    default boolean needsWholeBatch() {
        return false;
    }

    /** Adds what is to be run at this site to the pass. */
    void bind(StageBuffers site, KernelSequence pass);
}
