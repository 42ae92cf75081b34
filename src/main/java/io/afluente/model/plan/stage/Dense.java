package io.afluente.model.plan.stage;

import io.afluente.model.network.Grid;
import io.afluente.model.plan.kernel.KernelSequence;
import io.afluente.model.plan.kernel.NativeKernel;
import io.afluente.model.plan.kernel.Stage;
import io.afluente.model.plan.kernel.StageBuffers;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A fully connected layer. Its weights are laid out as DL4J stores them: column by column. */
record Dense(Grid in, Grid out, Weights parameters) implements Foldable {
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
        return new Folding.Blocks(in.size(), in.size(), 1);
    }

    @Override
    public Stage with(Weights other) {
        return new Dense(in, out, other);
    }

    @Override
    public void bind(StageBuffers site, KernelSequence pass) {
        INDArray input = site.rows(site.input(), in);
        INDArray output = site.rows(site.output(), out);
        INDArray weights = parameters.weights(site.parameters(), 'f', in.size(), out.size());
        pass.forward(new NativeKernel("matmul", List.of(input, weights), output));
        if (parameters.hasBias()) {
            INDArray bias = parameters.bias(site.parameters(), out.size());
            pass.forward(new NativeKernel("biasadd", List.of(output, bias), output));
        }
        if (site.learning()) {
            bindGradients(site, pass, input, weights);
        }
    }

    private void bindGradients(
            StageBuffers site, KernelSequence pass, INDArray input, INDArray weights) {
        INDArray gradient = site.rows(site.outputGradient(), out);
        if (site.inputGradient() != null) {
            pass.backward(
                    new NativeKernel(
                            "matmul",
                            List.of(gradient, weights),
                            site.rows(site.inputGradient(), in),
                            0,
                            1,
                            0));
        }
        INDArray weightGradient =
                parameters.weights(site.parameterGradients(), 'f', in.size(), out.size());
        pass.backward(
                new NativeKernel("matmul", List.of(input, gradient), weightGradient, 1, 0, 0));
        if (parameters.hasBias()) {
            pass.backward(
                    new NativeKernel(
                            "reduce_sum",
                            List.of(gradient),
                            parameters.bias(site.parameterGradients(), out.size()),
                            0));
        }
    }
}
