package io.afluente.model.network;

import org.deeplearning4j.nn.conf.layers.Upsampling2D;

/** Each pixel several times, side by side and one below the other. */
public record Upsampling(Place place, Window.Size times) implements NetworkLayer {
    static void read(Upsampling2D layer, LayerChain chain) throws UnsupportedLayerException {
        chain.pictures(layer.getFormat());
        chain.unless(layer.getIDropout() == null, "dropout while upsampling");
        Window.Size times = new Window.Size(layer.getSize()[0], layer.getSize()[1]);
        Grid in = chain.grid();
        Grid out =
                new Grid(in.height() * times.height(), in.width() * times.width(), in.channels());
        chain.add(new Upsampling(chain.place("", out), times));
    }

    @Override
    public void write(Writer writer) throws UnsupportedLayerException {
        writer.upsampling(this);
    }
}
