package io.afluente.model.network;

import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.graph.MergeVertex;

/**
 * The channels of several pictures one after the other, or the values of several vectors.
 *
 * @param parts the shape of each
 */
public record Concatenation(Place place, List<Grid> parts) implements NetworkLayer {
    private static final int CHANNELS_LAST = 3;

    public Concatenation {
        parts = List.copyOf(parts);
    }

    static void read(MergeVertex vertex, List<LayerChain.Flow> inputs, LayerChain chain)
            throws UnsupportedLayerException {
        LayerChain.Flow first = inputs.get(0);
        chain.feed(first);
        boolean last = vertex.getMergeAxis() == CHANNELS_LAST;
        chain.unless(
                vertex.getMergeAxis() == 1 || (first.isPicture() && last),
                "merging along dimension " + vertex.getMergeAxis());
        if (first.isPicture()) {
            chain.pictures(last ? CNN2DFormat.NHWC : CNN2DFormat.NCHW);
        }
        int channels = 0;
        for (LayerChain.Flow other : inputs) {
            chain.unless(
                    other.isPicture() == first.isPicture()
                            && other.planes() == null
                            && other.grid().height() == first.grid().height()
                            && other.grid().width() == first.grid().width(),
                    "merging " + first.grid() + " and " + other.grid());
            channels += other.grid().channels();
        }
        Grid out = new Grid(first.grid().height(), first.grid().width(), channels);
        List<String> ids = inputs.stream().map(LayerChain.Flow::id).toList();
        List<Grid> parts = inputs.stream().map(LayerChain.Flow::grid).toList();
        chain.add(new Concatenation(chain.place("", ids, out), parts));
    }

    @Override
    public void write(Writer writer) throws UnsupportedLayerException {
        writer.concatenation(this);
    }
}
