package io.afluente.learn;

import java.util.List;

/** Finds out how good parameters are. */
interface Examiner {
    /** Which examples a network with these parameters gets right. */
    boolean[] right(float[] parameters, List<Example> examples);
}
