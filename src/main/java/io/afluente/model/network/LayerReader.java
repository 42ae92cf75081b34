package io.afluente.model.network;

import io.afluente.image.InputShape;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.params.DefaultParamInitializer;

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
        NetworkLayer.Kinds.read(layer, chain);
        chain.end(configuration);
    }

    private void adapt(int i, Layer layer) throws UnsupportedLayerException {
        InputPreProcessor adapter = network.getInputPreProcess(i);
        if (adapter instanceof CnnToFeedForwardPreProcessor flatten) {
            chain.flatten(flatten.getFormat());
        } else if (adapter instanceof FeedForwardToCnnPreProcessor && i == 0) {
            chain.pictures(CNN2DFormat.NCHW);
        } else if (adapter == null && isDense(layer) && chain.isPicture() && chain.hasNoOrder()) {
            chain.flatten(CNN2DFormat.NCHW);
        } else if (adapter != null) {
            throw chain.unsupported(adapter.getClass().getSimpleName());
        }
    }

    private static boolean isDense(Layer layer) {
        return layer.initializer() instanceof DefaultParamInitializer;
    }

    private void requireOutputAtTheEnd(int i, Layer layer) throws UnsupportedLayerException {
        boolean last = i == network.getConfs().size() - 1;
        boolean output =
                layer.getClass() == OutputLayer.class || layer.getClass() == LossLayer.class;
        if (last != output) {
            throw chain.unsupported(last ? "no output layer" : "an output layer inside");
        }
    }
}
