package io.afluente.model;

import java.util.Map;
import java.util.TreeMap;

/**
 * A network with its parameters, as a checkpoint file holds it. Immutable by agreement: the arrays
 * are shared, not copied, and nobody writes to them.
 *
 * @param spec what kind of network it is
 * @param parameters that serve, in DL4J's order
 * @param updaterState in DL4J's order; empty where the updater keeps none or none is known
 * @param steps taken since the network was new; the file itself has DL4J's iteration count, which
 *     ends at 2,147,483,646
 * @param extras further entries of the file by name, such as the lineage and the learner's state
 */
public record SavedNetwork(
        NetworkSpec spec,
        float[] parameters,
        float[] updaterState,
        long steps,
        Map<String, byte[]> extras) {
    public SavedNetwork {
        extras = java.util.Collections.unmodifiableMap(new TreeMap<>(extras));
    }

    /** The same, known to have taken so many steps. */
    public SavedNetwork after(long taken) {
        return new SavedNetwork(spec, parameters, updaterState, taken, extras);
    }
}
