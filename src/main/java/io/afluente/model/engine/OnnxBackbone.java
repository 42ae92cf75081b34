package io.afluente.model.engine;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.afluente.image.Image;
import io.afluente.model.Backbone;
import io.afluente.model.BackboneSpec;
import io.afluente.model.BadNetworkException;
import io.afluente.model.BatchParts;
import io.afluente.model.Batches;
import io.afluente.model.onnx.OnnxGraph;
import io.afluente.model.onnx.WeightsInside;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A backbone run by ONNX Runtime, on one thread for each call.
 *
 * <p>The file stays on disk: only where the embedding is a value inside the graph is the graph read
 * once, to be cut there.
 */
public final class OnnxBackbone implements Backbone {
    /**
     * What the picture and its largest layer take together, in pictures: about as in ResNets and
     * MobileNets, since the graph is not asked.
     */
    private static final int PICTURE_AND_LAYERS = 12;

    private final BackboneSpec spec;
    private final OrtSession session;
    private final PictureTensor tensor;
    private final BatchParts parts;

    private OnnxBackbone(BackboneSpec spec, OrtSession session, TensorInfo input) {
        this.spec = spec;
        this.session = session;
        long picture = (long) spec.picture().size() * Float.BYTES;
        boolean alone = input.getShape()[0] == 1;
        this.parts = alone ? new BatchParts(1) : BatchParts.of(PICTURE_AND_LAYERS * picture);
        this.tensor = new PictureTensor(spec, input.type, parts.largest());
    }

    /**
     * Opens a file, whose hash is taken for the one that the specification says.
     *
     * @throws BadNetworkException that says what in the file is not as the specification has it
     */
    public static OnnxBackbone open(BackboneSpec spec, Path file) {
        OnnxBackbone backbone = unchecked(spec, file);
        try {
            backbone.embed(backbone.blank());
            return backbone;
        } catch (RuntimeException | Error e) {
            backbone.close();
            throw e;
        }
    }

    private static OnnxBackbone unchecked(BackboneSpec spec, Path file) {
        OrtSession session = session(spec, file);
        try {
            return new OnnxBackbone(spec, session, input(spec, session));
        } catch (OrtException e) {
            OnnxSessions.close(session);
            throw OnnxSessions.refused("backbone", e);
        } catch (RuntimeException | Error e) {
            OnnxSessions.close(session);
            throw e;
        }
    }

    private static OrtSession session(BackboneSpec spec, Path file) {
        requireWeightsInside(file);
        OrtSession whole = OnnxSessions.open(file);
        if (whole.getOutputNames().contains(spec.output())) {
            return whole;
        }
        OnnxSessions.close(whole);
        try {
            return OnnxSessions.open(OnnxGraph.read(file).endingAt(spec.output()));
        } catch (IOException e) {
            throw new BadNetworkException("backbone: can't be read: " + e.getMessage(), e);
        }
    }

    /** Before ONNX Runtime sees the file, wherever it came from. */
    private static void requireWeightsInside(Path file) {
        try {
            WeightsInside.require(file);
        } catch (BadNetworkException e) {
            throw new BadNetworkException("backbone: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new BadNetworkException("backbone: can't be read: " + e.getMessage(), e);
        }
    }

    private static TensorInfo input(BackboneSpec spec, OrtSession session) throws OrtException {
        Map<String, NodeInfo> inputs = session.getInputInfo();
        NodeInfo input = inputs.get(spec.input());
        if (input == null || inputs.size() > 1) {
            throw new BadNetworkException(
                    "backbone: input: needs \"%s\" and no other; the graph has %s"
                            .formatted(spec.input(), inputs.keySet()));
        }
        if (!(input.getInfo() instanceof TensorInfo tensor) || tensor.getShape().length != 4) {
            throw new BadNetworkException(
                    "backbone: input: \"%s\" takes no pictures: %s"
                            .formatted(spec.input(), input.getInfo()));
        }
        return tensor;
    }

    /**
     * How many values the embedding of a file has, whatever the specification says.
     *
     * @throws BadNetworkException if the file can't be run
     */
    public static int embeddingSize(BackboneSpec spec, Path file) {
        try (OnnxBackbone backbone = unchecked(spec, file)) {
            return backbone.run(List.of(backbone.blank())).remaining();
        }
    }

    private Image blank() {
        return new Image(spec.picture(), new byte[spec.picture().size()]);
    }

    @Override
    public BackboneSpec spec() {
        return spec;
    }

    @Override
    public List<Image> embed(List<Image> pictures) {
        Batches.check(pictures, spec.picture(), Integer.MAX_VALUE);
        return parts.each(pictures, this::embedAtOnce);
    }

    private List<Image> embedAtOnce(List<Image> pictures) {
        FloatBuffer values = run(pictures);
        if (values.remaining() != pictures.size() * spec.embedding()) {
            throw new BadNetworkException(
                    "backbone: embedding: \"%s\" has %d values for a picture, not %d"
                            .formatted(
                                    spec.output(),
                                    values.remaining() / pictures.size(),
                                    spec.embedding()));
        }
        List<Image> embeddings = new ArrayList<>(pictures.size());
        for (int i = 0; i < pictures.size(); i++) {
            float[] row = new float[spec.embedding()];
            values.get(row);
            embeddings.add(Image.embedding(row));
        }
        return embeddings;
    }

    private FloatBuffer run(List<Image> pictures) {
        try {
            return tensor.with(pictures, this::run);
        } catch (OrtException e) {
            throw OnnxSessions.refused("backbone", e);
        }
    }

    private FloatBuffer run(OnnxTensor input) throws OrtException {
        try (OrtSession.Result result =
                session.run(Map.of(spec.input(), input), Set.of(spec.output()))) {
            // each call of getFloatBuffer copies; it gives null where there are no floats
            FloatBuffer values =
                    result.get(0) instanceof OnnxTensor output ? output.getFloatBuffer() : null;
            if (values != null) {
                return values;
            }
            throw new BadNetworkException(
                    "backbone: output: \"%s\" has no floats: %s"
                            .formatted(spec.output(), result.get(0).getInfo()));
        }
    }

    @Override
    public void close() {
        OnnxSessions.close(session);
    }
}
