package io.afluente.model.plan;

import io.afluente.image.InputShape;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;

/** Walks through DL4J's configuration and compiles it to stages, or says why it can't. */
public final class PlanCompiler {
    private final MultiLayerConfiguration network;
    private final Grid input;
    private final Flow flow;
    private final StageWriter writer;

    private PlanCompiler(MultiLayerConfiguration network, InputShape shape) {
        this.network = network;
        this.input = new Grid(shape.height(), shape.width(), shape.channels());
        this.flow = new Flow(input);
        this.writer = new StageWriter(flow);
    }

    /**
     * Compiles a network that takes pictures of this shape.
     *
     * @throws Unsupported if a plan can't do what the network asks for
     */
    public static Blueprint compile(MultiLayerConfiguration network, InputShape shape)
            throws Unsupported {
        return new PlanCompiler(network, shape).compile();
    }

    private Blueprint compile() throws Unsupported {
        for (int i = 0; i < network.getConfs().size(); i++) {
            NeuralNetConfiguration conf = network.getConf(i);
            String name = LayerChecks.name(conf, i);
            LayerChecks.check(network, conf, name);
            adapt(i, conf.getLayer(), name);
            requireOutputAtTheEnd(i, conf.getLayer(), name);
            writer.write(conf, i, name);
        }
        return new Blueprint(input, flow.stages(), flow.order(), writer.parameters(), network);
    }

    private void adapt(int i, Layer layer, String name) throws Unsupported {
        InputPreProcessor adapter = network.getInputPreProcess(i);
        if (adapter instanceof CnnToFeedForwardPreProcessor flatten) {
            flow.flatten(flatten.getFormat());
        } else if (adapter instanceof FeedForwardToCnnPreProcessor && i == 0) {
            flow.accepts(CNN2DFormat.NCHW);
        } else if (adapter != null) {
            throw new Unsupported(name, adapter.getClass().getSimpleName());
        } else if (i == 0 && isFlat(layer)) {
            flow.flatten(CNN2DFormat.NCHW);
        }
    }

    private static boolean isFlat(Layer first) {
        return first instanceof FeedForwardLayer && !(first instanceof ConvolutionLayer);
    }

    private void requireOutputAtTheEnd(int i, Layer layer, String name) throws Unsupported {
        boolean last = i == network.getConfs().size() - 1;
        boolean output =
                layer.getClass() == OutputLayer.class || layer.getClass() == LossLayer.class;
        Unsupported.unless(
                name, last == output, last ? "no output layer" : "an output layer inside");
    }
}
