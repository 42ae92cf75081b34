package io.afluente.model.plan.stage;

import io.afluente.model.network.Grid;
import io.afluente.model.network.Window;
import io.afluente.model.plan.kernel.Kernel;
import io.afluente.model.plan.kernel.KernelSequence;
import io.afluente.model.plan.kernel.NativeKernel;
import io.afluente.model.plan.kernel.Stage;
import io.afluente.model.plan.kernel.StageBuffers;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Max or average pooling.
 *
 * @param operation ND4J's name for the forward pass
 * @param divisor for averages, DL4J's choice of what to divide by at the borders
 */
record Pooling(String operation, Grid in, Grid out, Window window, int divisor) implements Stage {
    private static final long CHANNELS_LAST = 1;

    @Override
    public boolean inPlace(boolean learning) {
        return false;
    }

    @Override
    public void bind(StageBuffers site, KernelSequence pass) {
        INDArray input = site.grids(site.input(), in);
        long[] arguments = WindowArguments.of(window, divisor, CHANNELS_LAST);
        pass.forward(
                new NativeKernel(
                        operation, List.of(input), site.grids(site.output(), out), arguments));
        if (site.inputGradient() != null) {
            pass.backward(
                    PoolingGradient.suits(this)
                            ? new PoolingGradient(this, site)
                            : gradient(site, input, arguments));
        }
    }

    private Kernel gradient(StageBuffers site, INDArray input, long... arguments) {
        return new NativeKernel(
                operation + "_bp",
                List.of(input, site.grids(site.outputGradient(), out)),
                site.grids(site.inputGradient(), in),
                arguments);
    }
}
