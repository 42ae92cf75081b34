package io.afluente.model.engine;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.model.Batches;
import io.afluente.model.NetworkSpec;
import io.afluente.model.Prediction;
import io.afluente.model.dl4j.ClassifierPool.ReusableClassifier;
import io.afluente.model.onnx.OnnxModelBuilder;
import java.util.List;
import java.util.Map;

/** One thread's way into a session of ONNX Runtime. */
final class OnnxClassifier implements ReusableClassifier<OrtSession> {
    private final NetworkSpec spec;
    private final int maxBatch;
    private final OnnxBuffers buffers;
    private OrtSession session;

    OnnxClassifier(NetworkSpec spec, OrtSession session, int maxBatch) {
        this.spec = spec;
        this.maxBatch = maxBatch;
        this.buffers = new OnnxBuffers(spec, maxBatch);
        this.session = session;
    }

    @Override
    public void use(OrtSession version) {
        session = version;
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
        Batches.check(images, spec.input(), maxBatch);
        try {
            run(images);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime: " + e.getMessage(), e);
        }
        return buffers.read(images.size());
    }

    /** The session is the version's, and buffers are the collector's. */
    @Override
    public void close() {}

    private void run(List<Image> images) throws OrtException {
        InputShape shape = spec.input();
        long count = images.size();
        long[] in = {count, shape.height(), shape.width(), shape.channels()};
        long[] out = {count, spec.labels().size()};
        try (OnnxTensor pixels =
                        OnnxTensor.createTensor(
                                OnnxEnvironment.get(),
                                buffers.write(images),
                                in,
                                OnnxJavaType.UINT8);
                OnnxTensor probabilities =
                        OnnxTensor.createTensor(
                                OnnxEnvironment.get(), buffers.room(images.size()), out)) {
            session.run(
                            Map.of(OnnxModelBuilder.INPUT, pixels),
                            Map.of(OnnxModelBuilder.OUTPUT, probabilities))
                    .close();
        }
    }
}
