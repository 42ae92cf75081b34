package io.afluente.model.file;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.model.Layout;
import io.afluente.model.NetworkSpec;
import io.afluente.model.network.NetworkDefinition;
import io.afluente.model.network.NetworkDefinition.Node;
import io.afluente.model.plan.kernel.HostFloats;
import io.afluente.model.plan.kernel.NativeMemory;
import java.nio.FloatBuffer;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Images as the array that a {@code MultiLayerNetwork}'s first layer wants: planes, or one row. */
public final class StockInput {
    private final InputShape shape;
    private final InputType type;
    private final Pixels pixels;

    public StockInput(NetworkSpec spec, NetworkDefinition network) {
        this.shape = spec.input();
        this.type = type(shape, network);
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

    /**
     * What the network takes, in DL4J's words. The first layer that has an opinion says: some, such
     * as dropout, take whatever comes.
     */
    static InputType type(InputShape shape, NetworkDefinition network) {
        long height = shape.height();
        long width = shape.width();
        for (Node node : network.nodes()) {
            if (node.adapter() instanceof FeedForwardToCnnPreProcessor) {
                return InputType.convolutionalFlat(height, width, shape.channels());
            }
            CNN2DFormat format = PictureFormat.of(node);
            if (format != null) {
                return InputType.convolutional(height, width, shape.channels(), format);
            }
            if (PictureFormat.isDense(node)) {
                return InputType.feedForward(shape.size());
            }
        }
        return shape.isPicture()
                ? InputType.convolutional(height, width, shape.channels(), CNN2DFormat.NCHW)
                : InputType.feedForward(shape.size());
    }

    private static Layout layout(InputType type) {
        return type instanceof InputTypeConvolutional planes
                        && planes.getFormat() == CNN2DFormat.NHWC
                ? Layout.CHANNELS_LAST
                : Layout.CHANNELS_FIRST;
    }
}
