package io.afluente.model.onnx;

import io.afluente.image.InputShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.TensorProto;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.Convolution2D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.Pooling2D;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;

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
    private final Parameters parameters;
    private final Graph graph;
    private InputType type;
    private CNN2DFormat format;
    private String name;

    private Translation(
            MultiLayerConfiguration network, InputType first, float[] parameters, Graph graph) {
        this.network = network;
        this.type = first;
        this.parameters = new Parameters(parameters);
        this.graph = graph;
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
            require(last == isOutput(layer), last ? "no output layer" : "an output layer inside");
            translate(layer);
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
            require(
                    adapter == null || (i == 0 && adapter instanceof FeedForwardToCnnPreProcessor),
                    "an adapter like this");
        }
        type = adapter == null ? type : adapter.getOutputType(type);
    }

    private void translate(Layer layer) throws Untranslatable {
        Class<?> kind = layer.getClass();
        if (kind == ConvolutionLayer.class || kind == Convolution2D.class) {
            convolution((ConvolutionLayer) layer);
        } else if (kind == SubsamplingLayer.class || kind == Pooling2D.class) {
            pooling((SubsamplingLayer) layer);
        } else if (kind == DenseLayer.class) {
            require(!((DenseLayer) layer).hasLayerNorm(), "layer normalisation");
            multiply((DenseLayer) layer, ((DenseLayer) layer).hasBias());
        } else if (kind == OutputLayer.class) {
            multiply((OutputLayer) layer, ((OutputLayer) layer).hasBias());
        } else if (kind == ActivationLayer.class) {
            activation(((ActivationLayer) layer).getActivationFn());
        } else if (kind == LossLayer.class) {
            activation(((LossLayer) layer).getActivationFn());
        } else {
            // drops nothing once it has learned
            require(kind == DropoutLayer.class, kind.getSimpleName());
        }
    }

    private void convolution(ConvolutionLayer layer) throws Untranslatable {
        InputTypeConvolutional in = picture(layer.getCnn2dDataFormat());
        int outputs = Math.toIntExact(layer.getNOut());
        int inputs = Math.toIntExact(layer.getNIn());
        int[] kernel = layer.getKernelSize();
        List<AttributeProto> window = Windows.of(layer, in, name);
        // DL4J keeps a convolution's bias before its weights
        float[] bias = layer.hasBias() ? parameters.take(outputs) : null;
        float[] weights = parameters.take(outputs * inputs * kernel[0] * kernel[1]);
        List<String> constants = new ArrayList<>();
        constants.add(graph.constant(weights, outputs, inputs, kernel[0], kernel[1]));
        if (bias != null) {
            constants.add(graph.constant(bias, outputs));
        }
        graph.apply("Conv", constants, window);
        activation(layer.getActivationFn());
    }

    private void pooling(SubsamplingLayer layer) throws Untranslatable {
        InputTypeConvolutional in = picture(layer.getCnn2dDataFormat());
        List<AttributeProto> window = Windows.of(layer, in, name);
        switch (layer.getPoolingType()) {
            case MAX -> graph.apply("MaxPool", List.of(), window);
            case AVG -> {
                long counted = layer.isAvgPoolIncludePadInDivisor() ? 1 : 0;
                window.add(Attributes.of("count_include_pad", counted));
                graph.apply("AveragePool", List.of(), window);
            }
            default -> throw new Untranslatable(name, layer.getPoolingType() + " pooling");
        }
    }

    private void multiply(FeedForwardLayer layer, boolean hasBias) throws Untranslatable {
        require(!(type instanceof InputTypeConvolutional), "a dense layer on a picture");
        int inputs = Math.toIntExact(layer.getNIn());
        int outputs = Math.toIntExact(layer.getNOut());
        List<String> constants = new ArrayList<>();
        constants.add(graph.constant(parameters.takeMatrix(inputs, outputs), inputs, outputs));
        if (hasBias) {
            constants.add(graph.constant(parameters.take(outputs), outputs));
        }
        graph.apply("Gemm", constants);
        activation(layer.getActivationFn());
    }

    private void activation(IActivation activation) throws Untranslatable {
        boolean softmaxOfPicture =
                activation instanceof ActivationSoftmax && type instanceof InputTypeConvolutional;
        require(
                !softmaxOfPicture && Functions.apply(activation, graph),
                "the activation " + activation);
    }

    private void flatten(CNN2DFormat order) {
        if (order == CNN2DFormat.NHWC) {
            graph.apply("Transpose", Attributes.of("perm", 0, 2, 3, 1));
        }
        graph.apply("Flatten");
    }

    /** The picture before this layer; all layers must agree on how DL4J orders its channels. */
    private InputTypeConvolutional picture(CNN2DFormat order) throws Untranslatable {
        require(format == null || format == order, "a mix of channel orders");
        format = order;
        if (type instanceof InputTypeConvolutional picture) {
            return picture;
        }
        throw new Untranslatable(name, "a picture layer on a vector");
    }

    private static boolean isFlat(Layer layer) {
        return layer instanceof FeedForwardLayer && !(layer instanceof ConvolutionLayer);
    }

    private static boolean isOutput(Layer layer) {
        return layer.getClass() == OutputLayer.class || layer.getClass() == LossLayer.class;
    }

    private void require(boolean known, String otherwise) throws Untranslatable {
        if (!known) {
            throw new Untranslatable(name, otherwise);
        }
    }
}
