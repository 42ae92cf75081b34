package io.afluente.model.engine;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.model.BatchParts;
import io.afluente.model.Batches;
import io.afluente.model.NetworkSpec;
import io.afluente.model.Prediction;
import io.afluente.model.dl4j.ClassifierPool.ReusableClassifier;
import io.afluente.model.file.NetworkConfiguration;
import io.afluente.model.network.LayerReader;
import io.afluente.model.network.NetworkDefinition;
import io.afluente.model.network.UnsupportedLayerException;
import io.afluente.model.onnx.OnnxModelBuilder;
import java.util.List;
import java.util.Map;

/** One thread's way into a session of ONNX Runtime. */
final class OnnxClassifier implements ReusableClassifier<OrtSession> {
    private final NetworkSpec spec;
    private final int maxBatch;
    private final BatchParts parts;
    private final OnnxBuffers buffers;
    private OrtSession session;

    OnnxClassifier(NetworkSpec spec, OrtSession session, int maxBatch) {
        this.spec = spec;
        this.maxBatch = maxBatch;
        this.parts = BatchParts.of(bytesOfAPicture(spec)).within(maxBatch);
        this.buffers = new OnnxBuffers(spec, parts.largest());
        this.session = session;
    }

    private static long bytesOfAPicture(NetworkSpec spec) {
        try {
            NetworkDefinition network = NetworkConfiguration.read(spec.configuration());
            return LayerReader.read(network, spec.input()).bytesOfAnAnswer();
        } catch (UnsupportedLayerException e) {
            throw new IllegalStateException("its layers were written as ONNX before", e);
        }
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
        return parts.each(images, this::answer);
    }

    private List<Prediction> answer(List<Image> part) {
        try {
            run(part);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime: " + e.getMessage(), e);
        }
        return buffers.read(part.size());
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
