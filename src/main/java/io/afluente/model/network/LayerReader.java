package io.afluente.model.network;

import io.afluente.image.InputShape;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
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

/** Reads DL4J's configuration of a network, layer by layer. */
public final class LayerReader {
    private final MultiLayerConfiguration network;
    private final LayerChain chain;

    private LayerReader(MultiLayerConfiguration network, Grid input) {
        this.network = network;
        this.chain = new LayerChain(input);
    }

    /**
     * Reads a network that takes pictures of this shape.
     *
     * @throws UnsupportedLayerException that names the first layer that is not known
     */
    public static LayerGraph read(MultiLayerConfiguration network, InputShape shape)
            throws UnsupportedLayerException {
        Grid input = new Grid(shape.height(), shape.width(), shape.channels());
        LayerReader reader = new LayerReader(network, input);
        for (int i = 0; i < network.getConfs().size(); i++) {
            reader.read(i);
        }
        return reader.chain.graph();
    }

    /** What a user calls a layer. */
    public static String name(NeuralNetConfiguration layer, int position) {
        String name = layer.getLayer().getLayerName();
        return name == null ? "layer " + position : name;
    }

    private void read(int i) throws UnsupportedLayerException {
        NeuralNetConfiguration configuration = network.getConf(i);
        Layer layer = configuration.getLayer();
        chain.begin(name(configuration, i), i);
        adapt(i, layer);
        requireOutputAtTheEnd(i, layer);
        add(layer);
        chain.end(configuration);
    }

    private void adapt(int i, Layer layer) throws UnsupportedLayerException {
        InputPreProcessor adapter = network.getInputPreProcess(i);
        if (adapter instanceof CnnToFeedForwardPreProcessor flatten) {
            chain.flatten(flatten.getFormat());
        } else if (adapter instanceof FeedForwardToCnnPreProcessor && i == 0) {
            chain.pictures(CNN2DFormat.NCHW);
        } else if (adapter == null && i == 0 && isFlat(layer)) {
            chain.flatten(CNN2DFormat.NCHW);
        } else if (adapter != null) {
            throw chain.unsupported(adapter.getClass().getSimpleName());
        }
    }

    private static boolean isFlat(Layer first) {
        return first instanceof FeedForwardLayer && !(first instanceof ConvolutionLayer);
    }

    private void requireOutputAtTheEnd(int i, Layer layer) throws UnsupportedLayerException {
        boolean last = i == network.getConfs().size() - 1;
        boolean output =
                layer.getClass() == OutputLayer.class || layer.getClass() == LossLayer.class;
        if (last != output) {
            throw chain.unsupported(last ? "no output layer" : "an output layer inside");
        }
    }

    private void add(Layer layer) throws UnsupportedLayerException {
        Class<?> kind = layer.getClass();
        if (kind == ConvolutionLayer.class || kind == Convolution2D.class) {
            chain.convolution((ConvolutionLayer) layer);
        } else if (kind == SubsamplingLayer.class || kind == Pooling2D.class) {
            chain.pooling((SubsamplingLayer) layer);
        } else if (kind == DenseLayer.class) {
            chain.dense((DenseLayer) layer);
        } else if (kind == ActivationLayer.class) {
            chain.activation(((ActivationLayer) layer).getActivationFn());
        } else if (kind == DropoutLayer.class) {
            chain.dropout(layer);
        } else if (kind == OutputLayer.class) {
            chain.output((OutputLayer) layer);
        } else if (kind == LossLayer.class) {
            chain.loss((LossLayer) layer);
        } else {
            throw chain.unsupported(kind.getSimpleName());
        }
    }
}
