package io.afluente.model.plan;

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
import org.nd4j.linalg.activations.IActivation;

/** Writes one layer after another as stages; what is between layers is the caller's. */
final class StageWriter {
    private final Flow flow;
    private int parameters;
    private int position;
    private String name;

    StageWriter(Flow flow) {
        this.flow = flow;
    }

    /** How many parameters the layers so far have. */
    int parameters() {
        return parameters;
    }

    /**
     * Writes the next layer.
     *
     * @param layerPosition among all layers; dropout is drawn by it
     * @param layerName what an error calls it
     */
    void write(NeuralNetConfiguration conf, int layerPosition, String layerName)
            throws Unsupported {
        position = layerPosition;
        name = layerName;
        write(conf.getLayer());
        parameters += Math.toIntExact(conf.getLayer().initializer().numParams(conf));
    }

    private void write(Layer layer) throws Unsupported {
        Class<?> type = layer.getClass();
        if (type == ConvolutionLayer.class || type == Convolution2D.class) {
            convolution((ConvolutionLayer) layer);
        } else if (type == SubsamplingLayer.class || type == Pooling2D.class) {
            pooling((SubsamplingLayer) layer);
        } else if (type == DenseLayer.class) {
            dense((DenseLayer) layer);
        } else if (type == ActivationLayer.class) {
            activation(((ActivationLayer) layer).getActivationFn());
        } else if (type == DropoutLayer.class) {
            dropout(layer);
        } else if (type == OutputLayer.class) {
            output((OutputLayer) layer);
        } else if (type == LossLayer.class) {
            loss((LossLayer) layer);
        } else {
            throw new Unsupported(name, type.getSimpleName());
        }
    }

    private void convolution(ConvolutionLayer layer) throws Unsupported {
        Unsupported.unless(
                name, flow.accepts(layer.getCnn2dDataFormat()), "a mix of channel orders");
        dropout(layer);
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
        Unsupported.unless(
                name, flow.accepts(layer.getCnn2dDataFormat()), "a mix of channel orders");
        Grid in = flow.grid();
        Window window = Windows.of(layer, in, name);
        Grid out = Windows.slide(window, in, in.channels());
        int divisor = layer.isAvgPoolIncludePadInDivisor() ? 1 : 0;
        switch (layer.getPoolingType()) {
            case MAX -> flow.addMaxPooling(new Pooling("maxpool2d", in, out, window, 0));
            case AVG -> flow.add(new Pooling("avgpool2d", in, out, window, divisor));
            default -> throw new Unsupported(name, layer.getPoolingType() + " pooling");
        }
    }

    private void dense(DenseLayer layer) throws Unsupported {
        Unsupported.unless(name, !layer.hasLayerNorm(), "layer normalisation");
        multiply(layer, layer.hasBias());
        activation(layer.getActivationFn());
    }

    private void output(OutputLayer layer) throws Unsupported {
        LayerChecks.checkLoss(layer.getActivationFn(), layer.getLossFn(), name);
        multiply(layer, layer.hasBias());
    }

    private void loss(LossLayer layer) throws Unsupported {
        LayerChecks.checkLoss(layer.getActivationFn(), layer.getLossFn(), name);
        Unsupported.unless(name, flow.isVector() && !flow.isUnordered(), "a loss on a picture");
    }

    private void multiply(FeedForwardLayer layer, boolean hasBias) throws Unsupported {
        Unsupported.unless(name, flow.isVector(), "a dense layer on a picture");
        dropout(layer);
        int outputs = Math.toIntExact(layer.getNOut());
        flow.order(parameters, outputs);
        int bias = hasBias ? parameters + flow.grid().size() * outputs : Weights.NONE;
        Weights weights = new Weights(parameters, bias, LayerChecks.learns(layer));
        flow.add(new Dense(flow.grid(), Grid.vector(outputs), weights));
    }

    private void activation(IActivation activation) throws Unsupported {
        Unsupported.unless(name, flow.addActivation(activation), "the activation " + activation);
    }

    private void dropout(Layer layer) {
        double keep = LayerChecks.keep(layer);
        if (keep < 1) {
            flow.add(new Dropout(flow.grid(), keep, position));
        }
    }
}
