package io.afluente.model;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;

/**
 * Runs networks by ONNX Runtime, for serving alone. Each version has a session that its classifiers
 * share; each call runs on the thread that makes it.
 *
 * <p>Threads must have stopped classifying before the process exits: the library takes itself apart
 * then, and a call under way crashes.
 */
public final class OnnxEngine implements Engine {
    private final int maxBatch;
    private final OrtEnvironment environment = OnnxEnvironment.get();
    private final OnnxBuffers.Spare spare = new OnnxBuffers.Spare();

    /**
     * Makes an engine; one serves all threads.
     *
     * @param maxBatch how many images one call of a classifier takes at most
     */
    public OnnxEngine(int maxBatch) {
        this.maxBatch = maxBatch;
    }

    @Override
    public String name() {
        return "onnx";
    }

    @Override
    public ServableNetwork prepare(SavedNetwork network) {
        return Rehearsal.judge(network.spec().name(), () -> warm(network));
    }

    private ServableNetwork warm(SavedNetwork network) {
        OrtSession session = session(OnnxExport.bytes(network));
        OnnxServable servable =
                new OnnxServable(network.spec(), environment, session, spare, maxBatch);
        try (Classifier classifier = servable.classifier()) {
            servable.measured(WarmUp.answer(classifier, network.spec()));
            return servable;
        } catch (RuntimeException e) {
            servable.close();
            throw e;
        }
    }

    private OrtSession session(byte[] model) {
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            // sizes of batches vary, and a plan of memory for each would never be given back
            options.setMemoryPatternOptimization(false);
            return environment.createSession(model, options);
        } catch (OrtException e) {
            throw new BadNetwork("ONNX Runtime: " + e.getMessage(), e);
        }
    }
}
