package io.afluente.model.dl4j;

import io.afluente.model.Engine;
import io.afluente.model.SavedNetwork;
import io.afluente.model.ServableNetwork;

/** Runs networks by ND4J's operations. */
public final class Nd4jEngine implements Engine {
    /** Its name among the engines. */
    public static final String NAME = "nd4j";

    private final ClassifierPool<SavedNetwork> pool;

    /**
     * Makes an engine; one serves all threads.
     *
     * @param maxBatch how many images one call of a classifier takes at most
     */
    public Nd4jEngine(int maxBatch) {
        this.pool =
                new ClassifierPool<>(
                        NAME,
                        network -> network,
                        (spec, network) -> Networks.serving(network, maxBatch),
                        network -> {});
    }

    @Override
    public ServableNetwork prepare(SavedNetwork network) {
        return pool.prepare(network);
    }
}
