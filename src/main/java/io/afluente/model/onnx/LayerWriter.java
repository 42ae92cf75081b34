package io.afluente.model.onnx;

import java.util.ArrayList;
import java.util.List;
import onnx.Onnx.AttributeProto;
import org.deeplearning4j.nn.conf.CNN2DFormat;
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
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;

/** Writes one layer after another as ONNX operators; what is between layers is the caller's. */
final class LayerWriter {
    private final Graph graph;
    private final Parameters parameters;
    private CNN2DFormat format;
    private String name;
    private InputType type;

    /**
     * @param parameters of all layers, in DL4J's order
     */
    LayerWriter(Graph graph, Parameters parameters) {
        this.graph = graph;
        this.parameters = parameters;
    }

    /**
     * Writes the next layer.
     *
     * @param layerName what an error calls it
     * @param in what it takes, in DL4J's words
     */
    void write(Layer layer, String layerName, InputType in) throws Untranslatable {
        name = layerName;
        type = in;
        write(layer);
    }

    private void write(Layer layer) throws Untranslatable {
        Class<?> kind = layer.getClass();
        if (kind == ConvolutionLayer.class || kind == Convolution2D.class) {
            convolution((ConvolutionLayer) layer);
        } else if (kind == SubsamplingLayer.class || kind == Pooling2D.class) {
            pooling((SubsamplingLayer) layer);
        } else if (kind == DenseLayer.class) {
            Untranslatable.unless(
                    name, !((DenseLayer) layer).hasLayerNorm(), "layer normalisation");
            multiply((DenseLayer) layer, ((DenseLayer) layer).hasBias());
        } else if (kind == OutputLayer.class) {
            multiply((OutputLayer) layer, ((OutputLayer) layer).hasBias());
        } else if (kind == ActivationLayer.class) {
            activation(((ActivationLayer) layer).getActivationFn());
        } else if (kind == LossLayer.class) {
            activation(((LossLayer) layer).getActivationFn());
        } else {
            // drops nothing once it has learned
            Untranslatable.unless(name, kind == DropoutLayer.class, kind.getSimpleName());
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
        Untranslatable.unless(
                name, !(type instanceof InputTypeConvolutional), "a dense layer on a picture");
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
        Untranslatable.unless(
                name,
                !softmaxOfPicture && Functions.apply(activation, graph),
                "the activation " + activation);
    }

    /** The picture before this layer; all layers must agree on how DL4J orders its channels. */
    private InputTypeConvolutional picture(CNN2DFormat order) throws Untranslatable {
        Untranslatable.unless(name, format == null || format == order, "a mix of channel orders");
        format = order;
        if (type instanceof InputTypeConvolutional picture) {
            return picture;
        }
        throw new Untranslatable(name, "a picture layer on a vector");
    }
}
