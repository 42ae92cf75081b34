package io.afluente.model.network;

import io.afluente.model.network.NetworkLayer.Place;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;

/** The layers read so far, and what the next one is fed by: the latest, unless told otherwise. */
final class LayerChain {
    /**
     * What comes out of a layer.
     *
     * @param id of the layer
     * @param planes the picture whose planes, one after the other, a vector is to DL4J; or null
     */
    record Flow(String id, Grid grid, boolean isPicture, Grid planes) {}

    private final Grid input;
    private final List<NetworkLayer> layers = new ArrayList<>();
    private Flow flow;
    private String name;
    private int position;
    private int parameters;
    private CNN2DFormat order;

    LayerChain(Grid input) {
        this.input = input;
        this.flow = new Flow(Place.INPUT, input, true, null);
    }

    LayerGraph graph() {
        return new LayerGraph(input, layers, parameters);
    }

    /** What feeds the next layer. */
    Flow flow() {
        return flow;
    }

    /** Has something else feed the next layer. */
    void feed(Flow other) {
        flow = other;
    }

    /** The next layer of DL4J's. */
    void begin(String layerName, int layerPosition) {
        name = layerName;
        position = layerPosition;
    }

    /** All of it is there. */
    void end(long ownParameters) {
        parameters += Math.toIntExact(ownParameters);
    }

    /** What a user calls the layer that is being read. */
    String name() {
        return name;
    }

    /** The shape of what feeds the next layer. */
    Grid grid() {
        return flow.grid();
    }

    boolean isPicture() {
        return flow.isPicture();
    }

    /** Whether all layers so far are the same to any order of channels. */
    boolean hasNoOrder() {
        return order == null;
    }

    /** How many parameters the layers before this one have. */
    int parameters() {
        return parameters;
    }

    /** The picture whose planes are the next layer's input, if they are. */
    Grid planes() {
        return flow.planes();
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
        unless(flow.isPicture(), "a picture layer on a vector");
        unless(order == null || order == channels, "a mix of channel orders");
        order = channels;
    }

    void flatten(CNN2DFormat channels) {
        Grid grid = flow.grid();
        boolean reordered =
                channels == CNN2DFormat.NCHW && grid.channels() > 1 && grid.pixels() > 1;
        add(new NetworkLayer.Flatten(place("flatten", Grid.vector(grid.size())), channels));
        flow = new Flow(flow.id(), flow.grid(), false, reordered ? grid : null);
    }

    /** The place of the next layer, behind what feeds it. */
    Place place(String part, Grid out) {
        return place(part, List.of(flow.id()), out);
    }

    /** The same, fed by several. */
    Place place(String part, List<String> inputs, Grid out) {
        String id = position + (part.isEmpty() ? "" : "/" + part);
        return new Place(id, name, position, inputs, flow.grid(), out);
    }

    /** Adds a layer that leaves the order of values as it is. */
    void add(NetworkLayer layer) {
        addMixing(layer, flow.isPicture(), flow.planes());
    }

    /** Adds a layer whose result is a vector without an order of its own, as a dense layer's. */
    void addVector(NetworkLayer layer) {
        addMixing(layer, false, null);
    }

    private void addMixing(NetworkLayer layer, boolean isPicture, Grid planes) {
        layers.add(layer);
        flow = new Flow(layer.place().id(), layer.place().out(), isPicture, planes);
    }
}
