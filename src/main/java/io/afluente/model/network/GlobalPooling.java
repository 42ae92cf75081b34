package io.afluente.model.network;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;

/**
 * One value for each channel of a picture: its largest, or the average.
 *
 * @param max else the average
 */
public record GlobalPooling(Place place, boolean max) implements NetworkLayer {
    private static final int[] CHANNELS_FIRST = {2, 3};
    private static final int[] CHANNELS_LAST = {1, 2};

    static void read(GlobalPoolingLayer layer, LayerChain chain) throws UnsupportedLayerException {
        int[] pooled = layer.getPoolingDimensions();
        boolean first = pooled == null || Arrays.equals(pooled, CHANNELS_FIRST);
        chain.unless(
                first || Arrays.equals(pooled, CHANNELS_LAST),
                "pooling over the dimensions " + Arrays.toString(pooled));
        chain.pictures(first ? CNN2DFormat.NCHW : CNN2DFormat.NHWC);
        boolean max = layer.getPoolingType() == PoolingType.MAX;
        chain.unless(
                max || layer.getPoolingType() == PoolingType.AVG,
                layer.getPoolingType() + " pooling");
        chain.unless(layer.isCollapseDimensions(), "pooling that keeps its dimensions");
        chain.addVector(
                new GlobalPooling(chain.place("", Grid.vector(chain.grid().channels())), max));
    }

    @Override
    public void write(Writer writer) throws UnsupportedLayerException {
        writer.globalPooling(this);
    }
}
