package io.afluente.model.network;

import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;

/**
 * Rows and columns of zeros put around a picture, or rows and columns cut off at its sides.
 *
 * @param added else they are cut off
 */
public record Border(Place place, Window.Padding size, boolean added) implements NetworkLayer {
    static void read(ZeroPaddingLayer layer, LayerChain chain) throws UnsupportedLayerException {
        chain.pictures(layer.getDataFormat());
        read(layer.getPadding(), true, chain);
    }

    static void read(Cropping2D layer, LayerChain chain) throws UnsupportedLayerException {
        chain.pictures(layer.getDataFormat());
        read(layer.getCropping(), false, chain);
    }

    // DL4J's order is top, bottom, left, right
    private static void read(int[] sides, boolean added, LayerChain chain) {
        Window.Padding size = new Window.Padding(sides[0], sides[2], sides[1], sides[3]);
        Grid in = chain.grid();
        int sign = added ? 1 : -1;
        Grid out =
                new Grid(
                        in.height() + sign * (size.top() + size.bottom()),
                        in.width() + sign * (size.left() + size.right()),
                        in.channels());
        chain.add(new Border(chain.place("", out), size, added));
    }

    @Override
    public void write(Writer writer) throws UnsupportedLayerException {
        writer.border(this);
    }
}
