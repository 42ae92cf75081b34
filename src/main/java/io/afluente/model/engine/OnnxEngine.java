package io.afluente.model.engine;

import ai.onnxruntime.OrtSession;
import io.afluente.model.Engine;
import io.afluente.model.SavedNetwork;
import io.afluente.model.ServableNetwork;
import io.afluente.model.dl4j.ClassifierPool;
import io.afluente.model.dl4j.Nd4jEngine;
import io.afluente.model.onnx.OnnxExport;

/**
 * Runs networks by ONNX Runtime, for serving alone. Each version has a session that its classifiers
 * share; each call runs on the thread that makes it.
 *
 * <p>Threads must have stopped classifying before the process exits: the library takes itself apart
 * then, and a call under way crashes.
 */
public final class OnnxEngine implements Engine {
    /** Its name among the engines. */
    static final String NAME = "onnx";

    private final ClassifierPool<OrtSession> pool;
    private final Engine heads;

    /**
     * Makes an engine; one serves all threads.
     *
     * @param maxBatch how many images one call of a classifier takes at most
     */
    public OnnxEngine(int maxBatch) {
        // loads the library now: a wrong one is no network's fault
        OnnxEnvironment.get();
        this.heads = new Nd4jEngine(maxBatch);
        this.pool =
                new ClassifierPool<>(
                        NAME,
                        network -> OnnxSessions.open(OnnxExport.bytes(network)),
                        (spec, session) -> new OnnxClassifier(spec, session, maxBatch),
                        OnnxSessions::close);
    }

    /** What stands behind a backbone is a few small layers, which the plan runs. */
    @Override
    public ServableNetwork prepare(SavedNetwork network) {
        return network.spec().input().isPicture() ? pool.prepare(network) : heads.prepare(network);
    }
}
