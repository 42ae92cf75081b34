package io.afluente.model.network;

import io.afluente.model.network.NetworkLayer.Parameters;
import io.afluente.model.network.NetworkLayer.Place;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;

/** The layers read so far, each fed by the one before, and what comes out of the last of them. */
final class LayerChain {
    private final Grid input;
    private final List<NetworkLayer> layers = new ArrayList<>();
    private String latest = Place.INPUT;
    private String name;
    private int position;
    private int parameters;
    private Grid grid;
    private boolean isPicture = true;
    private CNN2DFormat order;
    private Grid planes;

    LayerChain(Grid input) {
        this.input = input;
        this.grid = input;
    }

    LayerGraph graph() {
        return new LayerGraph(input, layers, parameters);
    }

    /** The next layer of DL4J's. */
    void begin(String layerName, int layerPosition) {
        name = layerName;
        position = layerPosition;
    }

    /** All of it is there. */
    void end(NeuralNetConfiguration layer) {
        parameters += Math.toIntExact(layer.getLayer().initializer().numParams(layer));
    }

    /** The next layer can't be read. */
    UnsupportedLayerException unsupported(String what) {
        return new UnsupportedLayerException(name, what);
    }

    /** All layers must agree on how DL4J orders the channels of pictures. */
    void pictures(CNN2DFormat channels) throws UnsupportedLayerException {
        unless(isPicture, "a picture layer on a vector");
        unless(order == null || order == channels, "a mix of channel orders");
        order = channels;
    }

    void flatten(CNN2DFormat channels) {
        boolean reordered =
                channels == CNN2DFormat.NCHW && grid.channels() > 1 && grid.pixels() > 1;
        Grid picture = grid;
        add(new NetworkLayer.Flatten(place("flatten", Grid.vector(grid.size())), channels));
        planes = reordered ? picture : null;
        isPicture = false;
    }

    void convolution(ConvolutionLayer layer) throws UnsupportedLayerException {
        pictures(layer.getCnn2dDataFormat());
        dropout(layer);
        Window window = new WindowReader(name, grid).of(layer);
        int outputs = Math.toIntExact(layer.getNOut());
        // DL4J stores a convolution's bias before its weights
        int bias = layer.hasBias() ? parameters : Parameters.NONE;
        int weights = layer.hasBias() ? parameters + outputs : parameters;
        add(
                new NetworkLayer.Convolution(
                        place("", window.slide(grid, outputs)),
                        window,
                        new Parameters(weights, bias, Frozen.learns(layer))));
        activation(layer.getActivationFn());
    }

    void pooling(SubsamplingLayer layer) throws UnsupportedLayerException {
        pictures(layer.getCnn2dDataFormat());
        PoolingType type = layer.getPoolingType();
        unless(type == PoolingType.MAX || type == PoolingType.AVG, type + " pooling");
        Window window = new WindowReader(name, grid).of(layer);
        add(
                new NetworkLayer.Pooling(
                        place("", window.slide(grid, grid.channels())),
                        window,
                        type == PoolingType.MAX,
                        layer.isAvgPoolIncludePadInDivisor()));
    }

    void dense(DenseLayer layer) throws UnsupportedLayerException {
        unless(!layer.hasLayerNorm(), "layer normalisation");
        multiply(layer, layer.hasBias());
        activation(layer.getActivationFn());
    }

    void output(OutputLayer layer) throws UnsupportedLayerException {
        multiply(layer, layer.hasBias());
        add(
                new NetworkLayer.Output(
                        place("output", grid), null, layer.getActivationFn(), layer.getLossFn()));
    }

    void loss(LossLayer layer) {
        add(
                new NetworkLayer.Output(
                        place("output", grid), planes, layer.getActivationFn(), layer.getLossFn()));
    }

    private void multiply(FeedForwardLayer layer, boolean hasBias)
            throws UnsupportedLayerException {
        unless(!isPicture, "a dense layer on a picture");
        dropout(layer);
        int outputs = Math.toIntExact(layer.getNOut());
        int bias = hasBias ? parameters + grid.size() * outputs : Parameters.NONE;
        Parameters own = new Parameters(parameters, bias, Frozen.learns(layer));
        add(new NetworkLayer.Dense(place("", Grid.vector(outputs)), planes, own));
        planes = null;
    }

    void activation(IActivation function) throws UnsupportedLayerException {
        if (!(function instanceof ActivationIdentity)) {
            unless(
                    !isPicture || !(function instanceof ActivationSoftmax),
                    "the activation " + function + " of a picture");
            add(new NetworkLayer.Activation(place("activation", grid), function));
        }
    }

    void dropout(Layer layer) {
        if (layer.getIDropout() instanceof Dropout dropout && dropout.getP() < 1) {
            add(new NetworkLayer.Dropout(place("dropout", grid), dropout.getP()));
        }
    }

    private Place place(String part, Grid out) {
        String id = position + (part.isEmpty() ? "" : "/" + part);
        return new Place(id, name, position, List.of(latest), grid, out);
    }

    private void add(NetworkLayer layer) {
        layers.add(layer);
        latest = layer.place().id();
        grid = layer.place().out();
    }

    private void unless(boolean supported, String otherwise) throws UnsupportedLayerException {
        UnsupportedLayerException.unless(name, supported, otherwise);
    }
}
