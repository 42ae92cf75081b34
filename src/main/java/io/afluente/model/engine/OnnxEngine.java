package io.afluente.model.engine;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.afluente.model.BadNetworkException;
import io.afluente.model.Engine;
import io.afluente.model.SavedNetwork;
import io.afluente.model.ServableNetwork;
import io.afluente.model.dl4j.ClassifierPool;
import io.afluente.model.onnx.OnnxExport;

/**
 * Runs networks by ONNX Runtime, for serving alone. Each version has a session that its classifiers
 * share; each call runs on the thread that makes it.
 *
 * <p>Threads must have stopped classifying before the process exits: the library takes itself apart
 * then, and a call under way crashes.
 */
public final class OnnxEngine implements Engine {
    private final ClassifierPool<OrtSession> pool;

    /**
     * Makes an engine; one serves all threads.
     *
     * @param maxBatch how many images one call of a classifier takes at most
     */
    public OnnxEngine(int maxBatch) {
        // loads the library now: a wrong one is no network's fault
        OrtEnvironment environment = OnnxEnvironment.get();
        this.pool =
                new ClassifierPool<>(
                        network -> open(environment, OnnxExport.bytes(network)),
                        (spec, session) -> new OnnxClassifier(spec, session, maxBatch),
                        OnnxEngine::close);
    }

    @Override
    public ServableNetwork prepare(SavedNetwork network) {
        return pool.prepare(network);
    }

    private static OrtSession open(OrtEnvironment environment, byte[] model) {
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            // sizes of batches vary, and a plan of memory for each would never be given back
            options.setMemoryPatternOptimization(false);
            return environment.createSession(model, options);
        } catch (OrtException e) {
            throw new BadNetworkException("ONNX Runtime: " + e.getMessage(), e);
        }
    }

    private static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime: " + e.getMessage(), e);
        }
    }
}
