package io.afluente.model;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.model.onnx.Translation;
import java.util.List;
import java.util.Map;

/** One version of a network as a session of ONNX Runtime, closed by its last user. */
final class OnnxServable implements ServableNetwork {
    private final NetworkSpec spec;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final OnnxBuffers.Spare spare;
    private final int maxBatch;
    private long nanosPerImage;
    private boolean closed;
    private int users = 1;

    OnnxServable(
            NetworkSpec spec,
            OrtEnvironment environment,
            OrtSession session,
            OnnxBuffers.Spare spare,
            int maxBatch) {
        this.spec = spec;
        this.environment = environment;
        this.session = session;
        this.spare = spare;
        this.maxBatch = maxBatch;
    }

    @Override
    public synchronized long nanosPerImage() {
        return nanosPerImage;
    }

    synchronized void measured(long nanos) {
        nanosPerImage = nanos;
    }

    @Override
    public NetworkSpec spec() {
        return spec;
    }

    @Override
    public synchronized Classifier classifier() {
        if (closed) {
            throw new IllegalStateException("this version of " + spec.name() + " is closed");
        }
        users++;
        return new SessionClassifier(spare.take(spec, maxBatch));
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            release();
        }
    }

    private synchronized void release() {
        users--;
        if (users == 0) {
            try {
                session.close();
            } catch (OrtException e) {
                throw new IllegalStateException("ONNX Runtime: " + e.getMessage(), e);
            }
        }
    }

    /** One thread's way into the session. */
    private final class SessionClassifier implements Classifier {
        private OnnxBuffers buffers;

        SessionClassifier(OnnxBuffers buffers) {
            this.buffers = buffers;
        }

        @Override
        public InputShape input() {
            return spec.input();
        }

        @Override
        public int maxBatch() {
            return maxBatch;
        }

        @Override
        public List<Prediction> predict(List<Image> images) {
            if (buffers == null) {
                throw new IllegalStateException("this classifier is closed");
            }
            Batches.check(images, spec.input(), maxBatch);
            try {
                run(images);
            } catch (OrtException e) {
                throw new IllegalStateException("ONNX Runtime: " + e.getMessage(), e);
            }
            return buffers.read(images.size());
        }

        @Override
        public void close() {
            if (buffers != null) {
                spare.putBack(buffers);
                buffers = null;
                release();
            }
        }

        private void run(List<Image> images) throws OrtException {
            InputShape shape = spec.input();
            long count = images.size();
            long[] in = {count, shape.height(), shape.width(), shape.channels()};
            long[] out = {count, spec.labels().size()};
            try (OnnxTensor pixels =
                            OnnxTensor.createTensor(
                                    environment, buffers.write(images), in, OnnxJavaType.UINT8);
                    OnnxTensor probabilities =
                            OnnxTensor.createTensor(
                                    environment, buffers.room(images.size()), out)) {
                session.run(
                                Map.of(Translation.INPUT, pixels),
                                Map.of(Translation.OUTPUT, probabilities))
                        .close();
            }
        }
    }
}
