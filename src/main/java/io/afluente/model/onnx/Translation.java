package io.afluente.model.onnx;

import io.afluente.image.InputShape;
import java.util.List;
import java.util.Map;
import onnx.Onnx.TensorProto;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;

/**
 * Writes a network layer by layer as ONNX operators. Pictures come in as 8-bit pixels, channels
 * last, in any number; inside they are planes, as ONNX wants them; softmax comes out.
 */
public final class Translation {
    /** The name of the model's input. */
    public static final String INPUT = "pixels";

    /** The name of the model's output. */
    public static final String OUTPUT = "probabilities";

    private final MultiLayerConfiguration network;
    private final Graph graph;
    private final LayerWriter writer;
    private InputType type;
    private String name;

    private Translation(
            MultiLayerConfiguration network, InputType first, float[] parameters, Graph graph) {
        this.network = network;
        this.type = first;
        this.graph = graph;
        this.writer = new LayerWriter(graph, new Parameters(parameters));
    }

    /**
     * The bytes of a model.
     *
     * @param first what the network's first layer takes, in DL4J's words
     * @param parameters in DL4J's order, as many as the network has
     * @param metadata texts that go with the model, in their order
     * @throws Untranslatable if a layer is not among those that this knows
     */
    public static byte[] translate(
            MultiLayerConfiguration network,
            InputType first,
            float[] parameters,
            InputShape input,
            Scaling scaling,
            Map<String, String> metadata)
            throws Untranslatable {
        Graph graph = new Graph("network", input);
        scale(graph, scaling);
        Translation translation = new Translation(network, first, parameters, graph);
        translation.layers();
        return graph.finish(Math.toIntExact(translation.type.arrayElementsPerExample()), metadata);
    }

    private static void scale(Graph graph, Scaling scaling) {
        int channels = scaling.factors().length;
        graph.apply("Transpose", Attributes.of("perm", 0, 3, 1, 2));
        graph.apply("Cast", Attributes.of("to", (long) TensorProto.DataType.FLOAT_VALUE));
        graph.apply("Mul", List.of(graph.constant(scaling.factors(), channels, 1, 1)));
        graph.apply("Add", List.of(graph.constant(scaling.shifts(), channels, 1, 1)));
    }

    private void layers() throws Untranslatable {
        for (int i = 0; i < network.getConfs().size(); i++) {
            Layer layer = network.getConf(i).getLayer();
            name = layer.getLayerName() == null ? "layer " + i : layer.getLayerName();
            adapt(i, layer);
            boolean last = i == network.getConfs().size() - 1;
            Untranslatable.unless(
                    name,
                    last == isOutput(layer),
                    last ? "no output layer" : "an output layer inside");
            writer.write(layer, name, type);
            // DL4J asks a loss layer for a size that it does not have
            type = layer instanceof LossLayer ? type : layer.getOutputType(i, type);
        }
    }

    private void adapt(int i, Layer layer) throws Untranslatable {
        InputPreProcessor adapter = network.getInputPreProcess(i);
        if (adapter instanceof CnnToFeedForwardPreProcessor flatten) {
            flatten(flatten.getFormat());
        } else if (adapter == null && i == 0 && isFlat(layer)) {
            flatten(CNN2DFormat.NCHW);
        } else {
            Untranslatable.unless(
                    name,
                    adapter == null || (i == 0 && adapter instanceof FeedForwardToCnnPreProcessor),
                    "an adapter like this");
        }
        type = adapter == null ? type : adapter.getOutputType(type);
    }

    private void flatten(CNN2DFormat order) {
        if (order == CNN2DFormat.NHWC) {
            graph.apply("Transpose", Attributes.of("perm", 0, 2, 3, 1));
        }
        graph.apply("Flatten");
    }

    private static boolean isFlat(Layer layer) {
        return layer instanceof FeedForwardLayer && !(layer instanceof ConvolutionLayer);
    }

    private static boolean isOutput(Layer layer) {
        return layer.getClass() == OutputLayer.class || layer.getClass() == LossLayer.class;
    }
}
