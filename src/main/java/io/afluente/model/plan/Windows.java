package io.afluente.model.plan;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;

/** Reads how DL4J's layers slide over their input, and works out what comes of it. */
final class Windows {
    private Windows() {}

    static Window of(ConvolutionLayer layer, Grid in, String name) throws Unsupported {
        return of(
                in,
                layer.getConvolutionMode(),
                name,
                layer.getKernelSize(),
                layer.getStride(),
                layer.getPadding(),
                layer.getDilation());
    }

    static Window of(SubsamplingLayer layer, Grid in, String name) throws Unsupported {
        return of(
                in,
                layer.getConvolutionMode(),
                name,
                layer.getKernelSize(),
                layer.getStride(),
                layer.getPadding(),
                layer.getDilation());
    }

    /** The shape that comes out of a window that slides over a picture. */
    static Grid slide(Window window, Grid in, int channels) {
        if (window.same()) {
            return new Grid(
                    ceilDiv(in.height(), window.strideHeight()),
                    ceilDiv(in.width(), window.strideWidth()),
                    channels);
        }
        return new Grid(
                (in.height() + 2 * window.padTop() - window.kernelHeight()) / window.strideHeight()
                        + 1,
                (in.width() + 2 * window.padLeft() - window.kernelWidth()) / window.strideWidth()
                        + 1,
                channels);
    }

    private static Window of(Grid in, ConvolutionMode mode, String name, int[]... sizes)
            throws Unsupported {
        int[] s = Arrays.stream(sizes).flatMapToInt(Arrays::stream).toArray();
        if (mode == ConvolutionMode.Causal || s.length != 8 || s[6] != 1 || s[7] != 1) {
            throw new Unsupported(name, "a dilated, causal or one-dimensional window");
        }
        boolean same = mode == ConvolutionMode.Same;
        Window window = new Window(s[0], s[1], s[2], s[3], s[4], s[5], same);
        return same ? pad(window, in, name) : window;
    }

    private static Window pad(Window w, Grid in, String name) throws Unsupported {
        Grid out = slide(w, in, 1);
        int height = (out.height() - 1) * w.strideHeight() + w.kernelHeight() - in.height();
        int width = (out.width() - 1) * w.strideWidth() + w.kernelWidth() - in.width();
        if (height < 0 || width < 0) {
            throw new Unsupported(name, "a stride beyond the kernel");
        }
        return new Window(
                w.kernelHeight(),
                w.kernelWidth(),
                w.strideHeight(),
                w.strideWidth(),
                height / 2,
                width / 2,
                true);
    }

    private static int ceilDiv(int a, int b) {
        return (a + b - 1) / b;
    }
}
