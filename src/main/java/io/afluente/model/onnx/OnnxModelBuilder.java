package io.afluente.model.onnx;

import io.afluente.image.InputShape;
import io.afluente.model.network.LayerGraph;
import io.afluente.model.network.LayerReader;
import io.afluente.model.network.NetworkDefinition;
import io.afluente.model.network.UnsupportedLayerException;
import java.util.List;
import java.util.Map;
import onnx.Onnx.TensorProto;

/**
 * Writes a network as ONNX operators. Pictures come in as 8-bit pixels, channels last, in any
 * number; inside they are planes, as ONNX wants them; softmax comes out.
 */
public final class OnnxModelBuilder {
    /** The name of the model's input. */
    public static final String INPUT = "pixels";

    /** The name of the model's output. */
    public static final String OUTPUT = "probabilities";

    private OnnxModelBuilder() {}

    /**
     * The bytes of a model.
     *
     * @param parameters in DL4J's order, as many as the network has
     * @param metadata texts that go with the model, in their order
     * @throws UnsupportedLayerException if a layer is not among those that this knows
     */
    public static byte[] translate(
            NetworkDefinition network,
            float[] parameters,
            InputShape input,
            InputScaling scaling,
            Map<String, String> metadata)
            throws UnsupportedLayerException {
        LayerGraph layers = LayerReader.read(network, input);
        Graph graph = new Graph("network", input);
        scale(graph, scaling);
        OnnxWriter.write(layers, graph, new Parameters(parameters));
        return graph.finish(layers.output().size(), metadata);
    }

    private static void scale(Graph graph, InputScaling scaling) {
        int channels = scaling.factors().length;
        graph.apply("Transpose", Attributes.of("perm", 0, 3, 1, 2));
        graph.apply("Cast", Attributes.of("to", (long) TensorProto.DataType.FLOAT_VALUE));
        graph.apply("Mul", List.of(graph.constant(scaling.factors(), channels, 1, 1)));
        graph.apply("Add", List.of(graph.constant(scaling.shifts(), channels, 1, 1)));
    }
}
