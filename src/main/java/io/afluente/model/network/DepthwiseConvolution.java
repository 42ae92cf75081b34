package io.afluente.model.network;

import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;

/**
 * A convolution of each channel by itself; the results of a channel lie side by side.
 *
 * @param tapsFirst whether weights are by row, column, channel, result; else by result, channel,
 *     row, column
 */
public record DepthwiseConvolution(
        Place place, Window window, Parameters parameters, boolean tapsFirst)
        implements NetworkLayer {
    static void read(DepthwiseConvolution2D layer, LayerChain chain)
            throws UnsupportedLayerException {
        chain.pictures(layer.getCnn2dDataFormat());
        Dropout.read(layer, chain);
        Window window = new WindowReader(chain.name(), chain.grid()).of(layer);
        int outputs = Math.toIntExact(layer.getNOut());
        int first = chain.parameters();
        Parameters parameters =
                new Parameters(
                        layer.hasBias() ? first + outputs : first,
                        layer.hasBias() ? first : Parameters.NONE,
                        Frozen.learns(layer));
        Grid out = window.slide(chain.grid(), outputs);
        chain.add(new DepthwiseConvolution(chain.place("", out), window, parameters, true));
        Activation.read(layer.getActivationFn(), chain);
    }

    /** Becomes two layers: a depthwise convolution, and one that mixes channels pixel by pixel. */
    static void read(SeparableConvolution2D layer, LayerChain chain)
            throws UnsupportedLayerException {
        chain.pictures(layer.getCnn2dDataFormat());
        Dropout.read(layer, chain);
        Grid in = chain.grid();
        Window window = new WindowReader(chain.name(), in).of(layer);
        int outputs = Math.toIntExact(layer.getNOut());
        int middle = in.channels() * layer.getDepthMultiplier();
        int first = chain.parameters() + (layer.hasBias() ? outputs : 0);
        boolean learns = Frozen.learns(layer);
        Grid out = window.slide(in, middle);
        chain.add(
                new DepthwiseConvolution(
                        chain.place("depthwise", out),
                        window,
                        new Parameters(first, Parameters.NONE, learns),
                        false));
        chain.add(
                new Convolution(
                        chain.place("", new Grid(out.height(), out.width(), outputs)),
                        Window.of(Window.Size.ONE, Window.Size.ONE, new Window.Size(0, 0)),
                        new Parameters(
                                first + middle * window.taps(),
                                layer.hasBias() ? chain.parameters() : Parameters.NONE,
                                learns)));
        Activation.read(layer.getActivationFn(), chain);
    }

    @Override
    public void write(Writer writer) throws UnsupportedLayerException {
        writer.depthwise(this);
    }
}
