package io.afluente.model.plan.stage;

import io.afluente.model.network.Grid;
import io.afluente.model.plan.kernel.KernelSequence;
import io.afluente.model.plan.kernel.NativeKernel;
import io.afluente.model.plan.kernel.Stage;
import io.afluente.model.plan.kernel.StageBuffers;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Negative values become 0. Works in place, since its results are enough for the way back. */
record Relu(Grid out) implements Stage {
    @Override
    public boolean inPlace(boolean learning) {
        return true;
    }

    @Override
    public void bind(StageBuffers site, KernelSequence pass) {
        INDArray values = site.rows(site.output(), out);
        pass.forward(new NativeKernel("relu", List.of(values), values).with(0));
        if (site.inputGradient() != null) {
            pass.backward(ReluGradient.at(site, out));
        }
    }
}
