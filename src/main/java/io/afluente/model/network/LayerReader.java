package io.afluente.model.network;

import io.afluente.image.InputShape;
import io.afluente.model.network.NetworkDefinition.Node;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.params.DefaultParamInitializer;

/** Reads DL4J's configuration of a network, layer by layer. */
public final class LayerReader {
    private final List<Node> nodes;
    private final LayerChain chain;
    private final boolean takesPictures;
    private final Map<String, LayerChain.Flow> results = new HashMap<>();

    private LayerReader(NetworkDefinition network, InputShape shape) {
        this.nodes = network.nodes();
        this.takesPictures = shape.isPicture();
        this.chain = new LayerChain(new Grid(shape.height(), shape.width(), shape.channels()));
        results.put(Node.INPUT, chain.flow());
    }

    /**
     * Reads a network that takes pictures of this shape.
     *
     * @throws UnsupportedLayerException that names the first layer that is not known
     */
    public static LayerGraph read(NetworkDefinition network, InputShape shape)
            throws UnsupportedLayerException {
        LayerReader reader = new LayerReader(network, shape);
        reader.requireReaders();
        for (int i = 0; i < reader.nodes.size(); i++) {
            reader.read(i);
        }
        return reader.chain.graph();
    }

    /** What a user calls a layer. */
    public static String name(NeuralNetConfiguration layer, int position) {
        String name = layer.getLayer().getLayerName();
        return name == null ? "layer " + position : name;
    }

    /** All but the last must be of use to somebody. */
    private void requireReaders() throws UnsupportedLayerException {
        Set<String> read = new HashSet<>();
        nodes.forEach(node -> read.addAll(node.inputs()));
        for (Node node : nodes.subList(0, nodes.size() - 1)) {
            UnsupportedLayerException.unless(
                    node.name(), read.contains(node.key()), "a result that nothing reads");
        }
    }

    private void read(int i) throws UnsupportedLayerException {
        Node node = nodes.get(i);
        chain.begin(node.name(), i);
        chain.feed(results.get(node.inputs().get(0)));
        if (node.isLayer()) {
            Layer layer = node.layer().getLayer();
            adapt(i, node.adapter(), layer);
            requireOutputAtTheEnd(i, layer);
            LayerKinds.read(layer, chain);
        } else {
            readJoint(node);
        }
        chain.end(node.parameters());
        results.put(node.key(), chain.flow());
    }

    private void readJoint(Node node) throws UnsupportedLayerException {
        List<LayerChain.Flow> inputs = node.inputs().stream().map(results::get).toList();
        if (node.joint() instanceof ElementWiseVertex vertex) {
            Sum.read(vertex, inputs, chain);
        } else if (node.joint() instanceof MergeVertex vertex) {
            Concatenation.read(vertex, inputs, chain);
        } else {
            throw chain.unsupported(node.joint().getClass().getSimpleName());
        }
    }

    private void adapt(int i, InputPreProcessor adapter, Layer layer)
            throws UnsupportedLayerException {
        if (adapter instanceof CnnToFeedForwardPreProcessor flatten) {
            chain.flatten(flatten.getFormat());
        } else if (adapter instanceof FeedForwardToCnnPreProcessor && i == 0) {
            chain.pictures(CNN2DFormat.NCHW);
        } else if (adapter == null && takesRows(layer) && chain.isPicture() && chain.hasNoOrder()) {
            chain.flatten(CNN2DFormat.NCHW);
        } else if (adapter != null) {
            throw chain.unsupported(adapter.getClass().getSimpleName());
        }
    }

    private boolean takesRows(Layer layer) {
        return layer.initializer() instanceof DefaultParamInitializer
                || (layer instanceof LossLayer && !takesPictures);
    }

    private void requireOutputAtTheEnd(int i, Layer layer) throws UnsupportedLayerException {
        boolean last = i == nodes.size() - 1;
        boolean output =
                layer.getClass() == OutputLayer.class || layer.getClass() == LossLayer.class;
        if (last != output) {
            throw chain.unsupported(last ? "no output layer" : "an output layer inside");
        }
    }
}
