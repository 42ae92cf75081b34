package io.afluente.model.network;

import java.util.List;

/**
 * A network's layers, each after those that feed it.
 *
 * @param input one example
 * @param layers in the order in which they are computed
 * @param parameters how many there are in all
 */
public record LayerGraph(Grid input, List<NetworkLayer> layers, int parameters) {
    public LayerGraph {
        layers = List.copyOf(layers);
    }

    /** The shape of one example's result. */
    public Grid output() {
        return layers.get(layers.size() - 1).place().out();
    }

    /** What answering takes for each example: its input, and the largest layer twice. */
    public long bytesOfAnAnswer() {
        long largest = 0;
        for (NetworkLayer layer : layers) {
            largest = Math.max(largest, layer.place().out().size());
        }
        return Float.BYTES * (input.size() + 2 * largest);
    }

    /** Hands every layer to a writer. */
    public void write(NetworkLayer.Writer writer) throws UnsupportedLayerException {
        for (NetworkLayer layer : layers) {
            layer.write(writer);
        }
    }
}
