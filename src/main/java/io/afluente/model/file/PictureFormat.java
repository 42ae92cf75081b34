package io.afluente.model.file;

import io.afluente.model.network.NetworkDefinition.Node;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.params.DefaultParamInitializer;

/** What a layer of DL4J's says of the pictures that it takes. */
final class PictureFormat {
    private PictureFormat() {}

    /** The order of channels that it counts on; null if it takes any, or no picture at all. */
    static CNN2DFormat of(Node node) {
        if (node.adapter() instanceof CnnToFeedForwardPreProcessor flatten) {
            return flatten.getFormat();
        }
        return node.isLayer() ? of(unwrapped(node.layer().getLayer())) : null;
    }

    private static CNN2DFormat of(Layer layer) {
        if (layer instanceof ConvolutionLayer convolution) {
            return convolution.getCnn2dDataFormat();
        }
        if (layer instanceof SubsamplingLayer pooling) {
            return pooling.getCnn2dDataFormat();
        }
        if (layer instanceof BatchNormalization normalisation) {
            return normalisation.getCnn2DFormat();
        }
        if (layer instanceof ZeroPaddingLayer padding) {
            return padding.getDataFormat();
        }
        if (layer instanceof Cropping2D cropping) {
            return cropping.getDataFormat();
        }
        return layer instanceof Upsampling2D upsampling ? upsampling.getFormat() : null;
    }

    /** Whether it has weights for each value of a vector. */
    static boolean isDense(Node node) {
        return node.isLayer()
                && unwrapped(node.layer().getLayer()).initializer()
                        instanceof DefaultParamInitializer;
    }

    private static Layer unwrapped(Layer layer) {
        return layer instanceof FrozenLayer frozen ? unwrapped(frozen.getLayer()) : layer;
    }
}
