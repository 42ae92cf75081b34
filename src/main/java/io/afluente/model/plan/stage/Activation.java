package io.afluente.model.plan.stage;

import io.afluente.model.network.Grid;
import io.afluente.model.plan.kernel.KernelSequence;
import io.afluente.model.plan.kernel.NativeKernel;
import io.afluente.model.plan.kernel.Stage;
import io.afluente.model.plan.kernel.StageBuffers;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An activation function other than ReLU; softmax among them, over the whole vector. */
record Activation(Function function, Grid out) implements Stage {
    /**
     * A function as ND4J's operations know it.
     *
     * @param monotone never falls, so that it may change places with max pooling
     */
    record Function(String operation, boolean monotone, double... arguments) {
        /** Whether each result depends on all values of an example, not on one alone. */
        boolean isSoftmax() {
            return operation.equals("softmax");
        }
    }

    @Override
    public boolean inPlace(boolean learning) {
        return !learning;
    }

    @Override
    public void bind(StageBuffers site, KernelSequence pass) {
        INDArray input = site.rows(site.input(), out);
        pass.forward(
                new NativeKernel(
                                function.operation(), List.of(input), site.rows(site.output(), out))
                        .with(function.arguments()));
        if (site.inputGradient() != null) {
            pass.backward(
                    new NativeKernel(
                                    function.operation() + "_bp",
                                    List.of(input, site.rows(site.outputGradient(), out)),
                                    site.rows(site.inputGradient(), out))
                            .with(function.arguments()));
        }
    }
}
