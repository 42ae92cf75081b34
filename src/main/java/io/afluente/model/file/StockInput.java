package io.afluente.model.file;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.model.Layout;
import io.afluente.model.NetworkSpec;
import io.afluente.model.plan.kernel.HostFloats;
import io.afluente.model.plan.kernel.NativeMemory;
import java.nio.FloatBuffer;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Images as the array that a {@code MultiLayerNetwork}'s first layer wants: planes, or one row. */
public final class StockInput {
    private final InputShape shape;
    private final InputType type;
    private final Pixels pixels;

    public StockInput(NetworkSpec spec, MultiLayerConfiguration configuration) {
        this.shape = spec.input();
        this.type = type(shape, configuration);
        this.pixels = new Pixels(shape, spec.normalisation(), layout(type));
    }

    /** Writes images into a vector that has room; gives them back as an array of their shape. */
    public INDArray write(List<Image> images, INDArray vector) {
        HostFloats memory = new HostFloats(vector);
        FloatBuffer buffer = memory.write();
        images.forEach(image -> pixels.write(image, buffer));
        memory.written();
        long[] dimensions = type.getShape(true);
        dimensions[0] = images.size();
        return NativeMemory.view(vector, 0, 'c', dimensions);
    }

    /** What the first layer takes, in DL4J's words. */
    static InputType type(InputShape shape, MultiLayerConfiguration configuration) {
        Layer first = configuration.getConf(0).getLayer();
        InputPreProcessor before = configuration.getInputPreProcess(0);
        long height = shape.height();
        long width = shape.width();
        if (before instanceof FeedForwardToCnnPreProcessor) {
            return InputType.convolutionalFlat(height, width, shape.channels());
        }
        if (before == null && isDense(first)) {
            return InputType.feedForward(shape.size());
        }
        return InputType.convolutional(height, width, shape.channels(), format(first));
    }

    private static Layout layout(InputType type) {
        return type instanceof InputTypeConvolutional planes
                        && planes.getFormat() == CNN2DFormat.NHWC
                ? Layout.CHANNELS_LAST
                : Layout.CHANNELS_FIRST;
    }

    private static boolean isDense(Layer layer) {
        return layer instanceof FeedForwardLayer
                && !(layer instanceof ConvolutionLayer)
                && !(layer instanceof BatchNormalization);
    }

    private static CNN2DFormat format(Layer layer) {
        if (layer instanceof ConvolutionLayer convolution) {
            return convolution.getCnn2dDataFormat();
        }
        return layer instanceof SubsamplingLayer pooling
                ? pooling.getCnn2dDataFormat()
                : CNN2DFormat.NCHW;
    }
}
