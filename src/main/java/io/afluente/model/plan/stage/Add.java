package io.afluente.model.plan.stage;

import io.afluente.model.network.Grid;
import io.afluente.model.plan.kernel.Kernel;
import io.afluente.model.plan.kernel.KernelSequence;
import io.afluente.model.plan.kernel.NativeKernel;
import io.afluente.model.plan.kernel.Stage;
import io.afluente.model.plan.kernel.StageBuffers;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The sum of all inputs; on the way back each gets the whole gradient. */
record Add(Grid out) implements Stage {
    @Override
    public boolean inPlace(boolean learning) {
        return false;
    }

    @Override
    public void bind(StageBuffers site, KernelSequence pass) {
        INDArray sum = site.rows(site.output(), out);
        INDArray first = site.rows(site.input(), out);
        if (site.inputs().size() == 1) {
            pass.forward(Copy.copy(first, sum));
        }
        for (int k = 1; k < site.inputs().size(); k++) {
            INDArray next = site.rows(site.inputs().get(k), out);
            pass.forward(new NativeKernel("add", List.of(k == 1 ? first : sum, next), sum));
        }
        List<Kernel> back = new ArrayList<>();
        for (INDArray gradient : site.inputGradients()) {
            if (gradient != null) {
                back.add(
                        Copy.copy(site.rows(site.outputGradient(), out), site.rows(gradient, out)));
            }
        }
        pass.backward(back.toArray(Kernel[]::new));
    }
}
