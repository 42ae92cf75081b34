package io.afluente.model.network;

import io.afluente.model.network.Window.Padding;
import io.afluente.model.network.Window.Size;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;

/**
 * Reads how a layer slides over its input.
 *
 * @param layer what an error calls it
 * @param in what it slides over
 */
record WindowReader(String layer, Grid in) {

    Window of(ConvolutionLayer convolution) throws UnsupportedLayerException {
        return window(
                convolution.getConvolutionMode(),
                convolution.getKernelSize(),
                convolution.getStride(),
                convolution.getDilation(),
                convolution.getPadding());
    }

    Window of(SubsamplingLayer pooling) throws UnsupportedLayerException {
        Window window =
                window(
                        pooling.getConvolutionMode(),
                        pooling.getKernelSize(),
                        pooling.getStride(),
                        pooling.getDilation(),
                        pooling.getPadding());
        // DL4J's own pooling loses its dilation half-way
        UnsupportedLayerException.unless(layer, window.isDense(), "a dilated window");
        return window;
    }

    private Window window(
            ConvolutionMode mode, int[] kernel, int[] stride, int[] dilation, int[] padding)
            throws UnsupportedLayerException {
        UnsupportedLayerException.unless(
                layer,
                mode != ConvolutionMode.Causal && kernel.length == 2,
                "a causal or one-dimensional window");
        boolean same = mode == ConvolutionMode.Same;
        return new Window(
                size(kernel),
                size(stride),
                size(dilation),
                same
                        ? padding(
                                missing(in.height(), kernel[0], stride[0], dilation[0]),
                                missing(in.width(), kernel[1], stride[1], dilation[1]))
                        : padding(2 * padding[0], 2 * padding[1]),
                same);
    }

    private static Size size(int[] rowsAndColumns) {
        return new Size(rowsAndColumns[0], rowsAndColumns[1]);
    }

    // what does not halve goes below and to the right
    private static Padding padding(int rows, int columns) {
        return new Padding(rows / 2, columns / 2, rows - rows / 2, columns - columns / 2);
    }

    /** By how much a side must grow for only the stride to make it smaller. */
    private int missing(int size, int kernel, int stride, int dilation)
            throws UnsupportedLayerException {
        int positions = (size + stride - 1) / stride;
        int missing = (positions - 1) * stride + Window.reach(kernel, dilation) - size;
        // one too many is at the end, and no window reaches it: the shortcuts of residual networks
        // have this. Of two or more DL4J leaves out some at the beginning
        UnsupportedLayerException.unless(layer, missing >= -1, "a stride far beyond the kernel");
        return Math.max(0, missing);
    }
}
