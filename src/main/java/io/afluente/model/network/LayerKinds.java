package io.afluente.model.network;

import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Convolution2D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.Pooling2D;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;

/** DL4J's kinds of layers, and which record reads each. A subclass of one is another kind. */
final class LayerKinds {
    private static final Map<Class<? extends Layer>, Reader> READERS = new LinkedHashMap<>();

    static {
        put(ConvolutionLayer.class, NetworkLayer.Convolution::read);
        put(Convolution2D.class, NetworkLayer.Convolution::read);
        put(SubsamplingLayer.class, NetworkLayer.Pooling::read);
        put(Pooling2D.class, NetworkLayer.Pooling::read);
        put(DenseLayer.class, NetworkLayer.Dense::read);
        put(DepthwiseConvolution2D.class, DepthwiseConvolution::read);
        put(SeparableConvolution2D.class, DepthwiseConvolution::read);
        put(GlobalPoolingLayer.class, GlobalPooling::read);
        put(ZeroPaddingLayer.class, Border::read);
        put(Cropping2D.class, Border::read);
        put(Upsampling2D.class, Upsampling::read);
        put(BatchNormalization.class, BatchNormalisation::read);
        put(
                ActivationLayer.class,
                (layer, chain) -> NetworkLayer.Activation.read(layer.getActivationFn(), chain));
        put(DropoutLayer.class, NetworkLayer.Dropout::read);
        put(OutputLayer.class, NetworkLayer.Output::read);
        put(LossLayer.class, NetworkLayer.Output::read);
    }

    private interface Reader {
        void read(Layer layer, LayerChain chain) throws UnsupportedLayerException;
    }

    private interface ReaderOf<L extends Layer> {
        void read(L layer, LayerChain chain) throws UnsupportedLayerException;
    }

    private LayerKinds() {}

    private static <L extends Layer> void put(Class<L> kind, ReaderOf<? super L> reader) {
        READERS.put(kind, (layer, chain) -> reader.read(kind.cast(layer), chain));
    }

    /** Adds a layer of DL4J's to those read so far. */
    static void read(Layer layer, LayerChain chain) throws UnsupportedLayerException {
        Reader reader = READERS.get(layer.getClass());
        if (reader == null) {
            throw chain.unsupported(layer.getClass().getSimpleName());
        }
        reader.read(layer, chain);
    }
}
