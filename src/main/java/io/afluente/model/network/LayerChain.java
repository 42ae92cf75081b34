package io.afluente.model.network;

import io.afluente.model.network.NetworkLayer.Place;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;

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

    /** What a user calls the layer that is being read. */
    String name() {
        return name;
    }

    /** The shape of what feeds the next layer. */
    Grid grid() {
        return grid;
    }

    boolean isPicture() {
        return isPicture;
    }

    /** How many parameters the layers before this one have. */
    int parameters() {
        return parameters;
    }

    /** The picture whose planes are the next layer's input, if they are; no layer after it's. */
    Grid takePlanes() {
        Grid taken = planes;
        planes = null;
        return taken;
    }

    /** The next layer can't be read. */
    UnsupportedLayerException unsupported(String what) {
        return new UnsupportedLayerException(name, what);
    }

    /** Refuses the layer for something that is not known. */
    void unless(boolean supported, String otherwise) throws UnsupportedLayerException {
        UnsupportedLayerException.unless(name, supported, otherwise);
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
        planes = reordered ? grid : null;
        isPicture = false;
        add(new NetworkLayer.Flatten(place("flatten", Grid.vector(grid.size())), channels));
    }

    /** The place of the next layer, behind the latest. */
    Place place(String part, Grid out) {
        String id = position + (part.isEmpty() ? "" : "/" + part);
        return new Place(id, name, position, List.of(latest), grid, out);
    }

    void add(NetworkLayer layer) {
        layers.add(layer);
        latest = layer.place().id();
        grid = layer.place().out();
    }
}
