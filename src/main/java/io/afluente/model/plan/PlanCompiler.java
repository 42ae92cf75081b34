package io.afluente.model.plan;

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
import org.nd4j.linalg.activations.IActivation;

/** Turns DL4J's configuration into stages, layer by layer, or says why it can't. */
public final class PlanCompiler {
    private final MultiLayerConfiguration network;
    private final Grid input;
    private final Flow flow;
    private int parameters;
    private String name;

    private PlanCompiler(MultiLayerConfiguration network, InputShape shape) {
        this.network = network;
        this.input = new Grid(shape.height(), shape.width(), shape.channels());
        this.flow = new Flow(input);
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
            name = LayerChecks.name(conf, i);
            LayerChecks.check(network, conf, name);
            adapt(i, conf.getLayer());
            translate(i, conf.getLayer());
            parameters += Math.toIntExact(conf.getLayer().initializer().numParams(conf));
        }
        return new Blueprint(input, flow.stages(), flow.order(), parameters, network);
    }

    private void adapt(int i, Layer layer) throws Unsupported {
        InputPreProcessor adapter = network.getInputPreProcess(i);
        if (adapter instanceof CnnToFeedForwardPreProcessor flatten) {
            flow.flatten(flatten.getFormat());
        } else if (adapter instanceof FeedForwardToCnnPreProcessor && i == 0) {
            flow.accepts(CNN2DFormat.NCHW);
        } else if (adapter != null) {
            throw unsupported(adapter.getClass().getSimpleName());
        } else if (i == 0 && isFlat(layer)) {
            flow.flatten(CNN2DFormat.NCHW);
        }
    }

    private static boolean isFlat(Layer first) {
        return first instanceof FeedForwardLayer && !(first instanceof ConvolutionLayer);
    }

    private void translate(int i, Layer layer) throws Unsupported {
        boolean last = i == network.getConfs().size() - 1;
        Class<?> type = layer.getClass();
        require(last == isOutput(type), last ? "no output layer" : "an output layer inside");
        if (type == ConvolutionLayer.class || type == Convolution2D.class) {
            convolution(i, (ConvolutionLayer) layer);
        } else if (type == SubsamplingLayer.class || type == Pooling2D.class) {
            pooling((SubsamplingLayer) layer);
        } else if (type == DenseLayer.class) {
            dense(i, (DenseLayer) layer);
        } else if (type == ActivationLayer.class) {
            activation(((ActivationLayer) layer).getActivationFn());
        } else if (type == DropoutLayer.class) {
            dropout(i, layer);
        } else if (type == OutputLayer.class) {
            output(i, (OutputLayer) layer);
        } else if (type == LossLayer.class) {
            loss((LossLayer) layer);
        } else {
            throw unsupported(type.getSimpleName());
        }
    }

    private static boolean isOutput(Class<?> type) {
        return type == OutputLayer.class || type == LossLayer.class;
    }

    private void convolution(int i, ConvolutionLayer layer) throws Unsupported {
        require(flow.accepts(layer.getCnn2dDataFormat()), "a mix of channel orders");
        dropout(i, layer);
        Window window = Windows.of(layer, flow.grid(), name);
        int outputs = Math.toIntExact(layer.getNOut());
        Grid out = Windows.slide(window, flow.grid(), outputs);
        // DL4J stores a convolution's bias before its weights
        int bias = layer.hasBias() ? parameters : Weights.NONE;
        int weights = layer.hasBias() ? parameters + outputs : parameters;
        flow.add(
                new Convolution(
                        flow.grid(),
                        out,
                        window,
                        new Weights(weights, bias, LayerChecks.learns(layer))));
        activation(layer.getActivationFn());
    }

    private void pooling(SubsamplingLayer layer) throws Unsupported {
        require(flow.accepts(layer.getCnn2dDataFormat()), "a mix of channel orders");
        Grid in = flow.grid();
        Window window = Windows.of(layer, in, name);
        Grid out = Windows.slide(window, in, in.channels());
        int divisor = layer.isAvgPoolIncludePadInDivisor() ? 1 : 0;
        switch (layer.getPoolingType()) {
            case MAX -> flow.addMaxPooling(new Pooling("maxpool2d", in, out, window, 0));
            case AVG -> flow.add(new Pooling("avgpool2d", in, out, window, divisor));
            default -> throw unsupported(layer.getPoolingType() + " pooling");
        }
    }

    private void dense(int i, DenseLayer layer) throws Unsupported {
        require(!layer.hasLayerNorm(), "layer normalisation");
        multiply(i, layer, layer.hasBias());
        activation(layer.getActivationFn());
    }

    private void output(int i, OutputLayer layer) throws Unsupported {
        LayerChecks.checkLoss(layer.getActivationFn(), layer.getLossFn(), name);
        multiply(i, layer, layer.hasBias());
    }

    private void loss(LossLayer layer) throws Unsupported {
        LayerChecks.checkLoss(layer.getActivationFn(), layer.getLossFn(), name);
        require(flow.isVector() && !flow.isUnordered(), "a loss on a picture");
    }

    private void multiply(int i, FeedForwardLayer layer, boolean hasBias) throws Unsupported {
        require(flow.isVector(), "a dense layer on a picture");
        dropout(i, layer);
        int outputs = Math.toIntExact(layer.getNOut());
        flow.order(parameters, outputs);
        int bias = hasBias ? parameters + flow.grid().size() * outputs : Weights.NONE;
        Weights weights = new Weights(parameters, bias, LayerChecks.learns(layer));
        flow.add(new Dense(flow.grid(), Grid.vector(outputs), weights));
    }

    private void activation(IActivation activation) throws Unsupported {
        require(flow.addActivation(activation), "the activation " + activation);
    }

    private void dropout(int i, Layer layer) {
        double keep = LayerChecks.keep(layer);
        if (keep < 1) {
            flow.add(new Dropout(flow.grid(), keep, i));
        }
    }

    private void require(boolean supported, String otherwise) throws Unsupported {
        if (!supported) {
            throw unsupported(otherwise);
        }
    }

    private Unsupported unsupported(String what) {
        return new Unsupported(name, what + " has no plan");
    }
}
