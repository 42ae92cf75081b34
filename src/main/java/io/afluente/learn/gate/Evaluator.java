package io.afluente.learn.gate;

import io.afluente.learn.example.Example;
import java.util.List;

/** Finds out how good parameters are. */
interface Evaluator {
    /** Which examples a network with these parameters gets right. */
    boolean[] right(float[] parameters, List<Example> examples);

    /**
     * Whether a network with these parameters named no label for one of the examples that it was
     * asked about, or for a black, a white or a noisy picture.
     */
    default boolean leftUnanswered(float[] parameters) {
        return false;
    }
}
