package io.afluente.model.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import onnx.Onnx.AttributeProto;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;

/** How a convolution or pooling slides over a picture, in ONNX's words. */
final class Windows {
    private Windows() {}

    static List<AttributeProto> of(ConvolutionLayer layer, InputTypeConvolutional in, String name)
            throws Untranslatable {
        List<AttributeProto> attributes =
                of(
                        layer.getConvolutionMode(),
                        layer.getKernelSize(),
                        layer.getStride(),
                        layer.getPadding(),
                        layer.getDilation(),
                        in,
                        name);
        attributes.add(Attributes.of("dilations", layer.getDilation()));
        return attributes;
    }

    static List<AttributeProto> of(SubsamplingLayer layer, InputTypeConvolutional in, String name)
            throws Untranslatable {
        if (Arrays.stream(layer.getDilation()).anyMatch(dilation -> dilation != 1)) {
            // DL4J's own pooling loses it half-way
            throw new Untranslatable(name, "dilated pooling");
        }
        return of(
                layer.getConvolutionMode(),
                layer.getKernelSize(),
                layer.getStride(),
                layer.getPadding(),
                layer.getDilation(),
                in,
                name);
    }

    private static List<AttributeProto> of(
            ConvolutionMode mode,
            int[] kernel,
            int[] stride,
            int[] padding,
            int[] dilation,
            InputTypeConvolutional in,
            String name)
            throws Untranslatable {
        if (mode == ConvolutionMode.Causal || kernel.length != 2) {
            throw new Untranslatable(name, "one dimension, or causal,");
        }
        List<AttributeProto> attributes = new ArrayList<>();
        attributes.add(Attributes.of("kernel_shape", kernel));
        attributes.add(Attributes.of("strides", stride));
        attributes.add(
                mode == ConvolutionMode.Same
                        ? pads(
                                padding(kernel[0], stride[0], dilation[0], in.getHeight(), name),
                                padding(kernel[1], stride[1], dilation[1], in.getWidth(), name))
                        : pads(2 * padding[0], 2 * padding[1]));
        return attributes;
    }

    // what does not halve goes below and to the right
    private static AttributeProto pads(int rows, int columns) {
        return Attributes.of("pads", rows / 2, columns / 2, rows - rows / 2, columns - columns / 2);
    }

    /** By how much a side grows for only the stride to make it smaller. */
    private static int padding(int kernel, int stride, int dilation, long size, String name)
            throws Untranslatable {
        long windows = (size + stride - 1) / stride;
        long reach = (kernel - 1L) * dilation + 1;
        long padding = (windows - 1) * stride + reach - size;
        if (padding < 0) {
            // DL4J pads by a negative number then
            throw new Untranslatable(name, "a stride beyond the kernel");
        }
        return Math.toIntExact(padding);
    }
}
