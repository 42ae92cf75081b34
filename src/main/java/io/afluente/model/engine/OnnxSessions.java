package io.afluente.model.engine;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.afluente.model.BadNetworkException;
import java.nio.file.Path;

/** Sessions of ONNX Runtime, all with the same options: bits depend on them. */
final class OnnxSessions {
    /** What their bits depend on, in words. */
    static final String OPTIONS = "1 thread, all optimisations";

    private interface Opening {
        OrtSession with(SessionOptions options) throws OrtException;
    }

    private OnnxSessions() {}

    /** A session over a model in memory. */
    static OrtSession open(byte[] model) {
        return open(options -> OnnxEnvironment.get().createSession(model, options));
    }

    /** A session over a file, which the library reads itself. */
    static OrtSession open(Path file) {
        return open(options -> OnnxEnvironment.get().createSession(file.toString(), options));
    }

    private static OrtSession open(Opening opening) {
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            // sizes of batches vary, and a plan of memory for each would never be given back
            options.setMemoryPatternOptimization(false);
            return opening.with(options);
        } catch (OrtException e) {
            throw refused("ONNX Runtime", e);
        }
    }

    static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime: " + e.getMessage(), e);
        }
    }

    static BadNetworkException refused(String what, OrtException e) {
        return new BadNetworkException(what + ": " + e.getMessage(), e);
    }
}
