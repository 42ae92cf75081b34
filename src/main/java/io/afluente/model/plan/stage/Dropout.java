package io.afluente.model.plan.stage;

import io.afluente.model.network.Grid;
import io.afluente.model.plan.kernel.KernelSequence;
import io.afluente.model.plan.kernel.NativeKernel;
import io.afluente.model.plan.kernel.Stage;
import io.afluente.model.plan.kernel.StageBuffers;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Inverted dropout, as DL4J does it: in training each value is kept with a probability, and then
 * divided by it.
 *
 * @param layer the position in the network, so that no two masks of a step are alike
 */
record Dropout(Grid out, double keep, int layer) implements Stage {
    @Override
    public boolean inPlace(boolean learning) {
        return true;
    }

    @Override
    public void bind(StageBuffers site, KernelSequence pass) {
        if (site.parameterGradients() == null) {
            return;
        }
        INDArray mask = site.extra(this, out.size());
        INDArray values = site.rows(site.output(), out);
        INDArray factors = site.rows(mask, out);
        pass.forwardInTraining(
                new DropoutMask(mask, site.batch() * out.size(), this, site.step().seed()));
        pass.forwardInTraining(new NativeKernel("multiply", List.of(values, factors), values));
        if (site.inputGradient() != null) {
            INDArray gradient = site.rows(site.outputGradient(), out);
            pass.backward(new NativeKernel("multiply", List.of(gradient, factors), gradient));
        }
    }
}
