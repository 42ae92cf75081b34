package io.afluente.learn;

import java.util.List;

/** Finds out how good parameters are. */
interface Examiner {
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
