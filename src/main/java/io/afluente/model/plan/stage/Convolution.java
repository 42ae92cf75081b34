package io.afluente.model.plan.stage;

import io.afluente.model.network.Grid;
import io.afluente.model.network.Window;
import io.afluente.model.plan.kernel.Kernel;
import io.afluente.model.plan.kernel.KernelSequence;
import io.afluente.model.plan.kernel.NativeKernel;
import io.afluente.model.plan.kernel.Stage;
import io.afluente.model.plan.kernel.StageBuffers;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A convolution. Its weights are laid out as DL4J stores them: output, input, row, column. */
record Convolution(Grid in, Grid out, Window window, Weights parameters) implements Foldable {
    private static final long CHANNELS_LAST = 1;
    private static final long OUTPUT_INPUT_ROW_COLUMN = 1;

    @Override
    public boolean inPlace(boolean learning) {
        return false;
    }

    @Override
    public boolean learns() {
        return parameters.learn();
    }

    @Override
    public Folding.Blocks blocks() {
        int each = in.channels() * window.taps();
        return new Folding.Blocks(each, each, 1);
    }

    @Override
    public Stage with(Weights other) {
        return new Convolution(in, out, window, other);
    }

    @Override
    public void bind(StageBuffers site, KernelSequence pass) {
        List<INDArray> inputs = inputs(site);
        pass.forward(
                new NativeKernel("conv2d", inputs, site.grids(site.output(), out), arguments()));
        if (!site.learning()) {
            return;
        }
        if (site.inputGradient() == null && PatchGradient.suits(this)) {
            pass.backward(new PatchGradient(this, site));
        } else {
            pass.backward(gradient(site, inputs));
        }
    }

    private Kernel gradient(StageBuffers site, List<INDArray> inputs) {
        List<INDArray> all = new ArrayList<>(inputs);
        all.add(site.grids(site.outputGradient(), out));
        INDArray unused = site.inputGradient() == null ? site.extra(this, in.size()) : null;
        INDArray inputGradient = unused == null ? site.inputGradient() : unused;
        List<INDArray> gradients = new ArrayList<>();
        gradients.add(site.grids(inputGradient, in));
        addParameters(site.parameterGradients(), gradients);
        return new NativeKernel("conv2d_bp", all, gradients, arguments());
    }

    private List<INDArray> inputs(StageBuffers site) {
        List<INDArray> inputs = new ArrayList<>();
        inputs.add(site.grids(site.input(), in));
        addParameters(site.parameters(), inputs);
        return inputs;
    }

    private void addParameters(INDArray vector, List<INDArray> arrays) {
        arrays.add(
                parameters.weights(
                        vector,
                        'c',
                        out.channels(),
                        in.channels(),
                        window.kernel().height(),
                        window.kernel().width()));
        if (parameters.hasBias()) {
            arrays.add(parameters.bias(vector, out.channels()));
        }
    }

    private long[] arguments() {
        return WindowArguments.of(window, CHANNELS_LAST, OUTPUT_INPUT_ROW_COLUMN);
    }
}
