package io.afluente.model.network;

import org.deeplearning4j.nn.conf.layers.BatchNormalization;

/**
 * Batch normalisation (Ioffe, Szegedy 2015): each channel's values less their mean, by their
 * standard deviation, then times a factor and plus a summand that are learned. Mean and deviation
 * are those of the mini-batch in a training step, and running ones where the network answers.
 */
public record BatchNormalisation(Place place, ChannelNormalisation normalisation)
        implements NetworkLayer {
    static void read(BatchNormalization layer, LayerChain chain) throws UnsupportedLayerException {
        if (chain.isPicture()) {
            chain.pictures(layer.getCnn2DFormat());
        }
        chain.unless(chain.planes() == null, "batch normalisation of a flattened picture");
        // with only one of them DL4J forgets both on the way forward, and not on the way back
        chain.unless(
                !layer.isLockGammaBeta() || (layer.getGamma() == 1) == (layer.getBeta() == 0),
                "either gamma or beta fixed");
        chain.add(
                new BatchNormalisation(
                        chain.place("", chain.grid()),
                        ChannelNormalisation.of(layer, chain.parameters())));
    }

    @Override
    public void write(Writer writer) throws UnsupportedLayerException {
        writer.batchNormalisation(this);
    }
}
