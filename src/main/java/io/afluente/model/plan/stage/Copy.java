package io.afluente.model.plan.stage;

import io.afluente.model.network.Grid;
import io.afluente.model.plan.kernel.KernelSequence;
import io.afluente.model.plan.kernel.NativeKernel;
import io.afluente.model.plan.kernel.Stage;
import io.afluente.model.plan.kernel.StageBuffers;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The same again, for a stage that works in place on what others read too. */
record Copy(Grid out) implements Stage {
    @Override
    public boolean inPlace(boolean learning) {
        return false;
    }

    @Override
    public void bind(StageBuffers site, KernelSequence pass) {
        pass.forward(copy(site.rows(site.input(), out), site.rows(site.output(), out)));
        if (site.inputGradient() != null) {
            pass.backward(
                    copy(
                            site.rows(site.outputGradient(), out),
                            site.rows(site.inputGradient(), out)));
        }
    }

    static NativeKernel copy(INDArray from, INDArray to) {
        return new NativeKernel("identity", List.of(from), to);
    }
}
