package io.afluente.model.plan.stage;

import io.afluente.model.network.DepthwiseConvolution;
import io.afluente.model.network.Grid;
import io.afluente.model.network.Window;
import io.afluente.model.plan.kernel.KernelSequence;
import io.afluente.model.plan.kernel.NativeKernel;
import io.afluente.model.plan.kernel.Stage;
import io.afluente.model.plan.kernel.StageBuffers;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A convolution of each channel by itself. */
record Depthwise(DepthwiseConvolution layer, Weights parameters) implements Foldable {
    private static final long CHANNELS_LAST = 1;
    private static final long TAPS_FIRST = 0;
    private static final long RESULTS_FIRST = 1;

    @Override
    public Grid out() {
        return layer.place().out();
    }

    private Grid in() {
        return layer.place().in();
    }

    @Override
    public boolean inPlace(boolean learning) {
        return false;
    }

    @Override
    public boolean learns() {
        return parameters.learn();
    }

    @Override
    public boolean canBeFolded() {
        return layer.tapsFirst();
    }

    @Override
    public Folding.Blocks blocks() {
        return new Folding.Blocks(layer.window().taps(), 1, out().channels());
    }

    @Override
    public Stage with(Weights other) {
        return new Depthwise(layer, other);
    }

    @Override
    public void bind(StageBuffers site, KernelSequence pass) {
        List<INDArray> inputs = new ArrayList<>();
        inputs.add(site.grids(site.input(), in()));
        addParameters(site.parameters(), inputs);
        INDArray output = site.grids(site.output(), out());
        pass.forward(new NativeKernel("depthwise_conv2d", inputs, output, arguments()));
        if (site.learning()) {
            bindGradient(site, pass, inputs);
        }
    }

    private void bindGradient(StageBuffers site, KernelSequence pass, List<INDArray> inputs) {
        List<INDArray> all = new ArrayList<>(inputs);
        all.add(site.grids(site.outputGradient(), out()));
        INDArray inputGradient =
                site.inputGradient() == null ? site.extra(this, in().size()) : site.inputGradient();
        List<INDArray> gradients = new ArrayList<>();
        gradients.add(site.grids(inputGradient, in()));
        addParameters(site.parameterGradients(), gradients);
        pass.backward(new NativeKernel("depthwise_conv2d_bp", all, gradients, arguments()));
    }

    private void addParameters(INDArray vector, List<INDArray> arrays) {
        Window.Size kernel = layer.window().kernel();
        int channels = in().channels();
        int each = out().channels() / channels;
        arrays.add(
                layer.tapsFirst()
                        ? parameters.weights(
                                vector, 'c', kernel.height(), kernel.width(), channels, each)
                        : parameters.weights(
                                vector, 'c', each, channels, kernel.height(), kernel.width()));
        if (parameters.hasBias()) {
            arrays.add(parameters.bias(vector, out().channels()));
        }
    }

    private long[] arguments() {
        return WindowArguments.of(
                layer.window(), CHANNELS_LAST, layer.tapsFirst() ? TAPS_FIRST : RESULTS_FIRST);
    }
}
