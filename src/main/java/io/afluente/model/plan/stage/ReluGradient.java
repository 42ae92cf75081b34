package io.afluente.model.plan.stage;

import io.afluente.model.network.Grid;
import io.afluente.model.plan.kernel.HostFloats;
import io.afluente.model.plan.kernel.Kernel;
import io.afluente.model.plan.kernel.NativeKernel;
import io.afluente.model.plan.kernel.StageBuffers;
import java.nio.IntBuffer;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Clears the gradient wherever ReLU gave 0, in place.
 *
 * <p>ND4J's operation decides value by value and takes ten times as long as this loop, which the
 * JIT compiles to vector instructions because it has no branch: the mask is made of sign bits.
 */
final class ReluGradient implements Kernel {
    private final HostFloats results;
    private final HostFloats gradient;
    private final int length;
    private final int[] resultBits = new int[4096];
    private final int[] gradientBits = new int[resultBits.length];

    private ReluGradient(INDArray results, INDArray gradient, int length) {
        this.results = new HostFloats(results);
        this.gradient = new HostFloats(gradient);
        this.length = length;
    }

    static Kernel at(StageBuffers site, Grid grid) {
        return HostFloats.isShared()
                ? new ReluGradient(site.output(), site.outputGradient(), site.batch() * grid.size())
                : onDevice(site, grid);
    }

    private static Kernel onDevice(StageBuffers site, Grid grid) {
        INDArray gradient = site.rows(site.outputGradient(), grid);
        return new NativeKernel(
                "relu_bp", List.of(site.rows(site.output(), grid), gradient), gradient);
    }

    @Override
    public void run() {
        IntBuffer values = results.readBits();
        IntBuffer gradients = gradient.readBits();
        for (int from = 0; from < length; from += resultBits.length) {
            int count = Math.min(resultBits.length, length - from);
            values.get(from, resultBits, 0, count);
            gradients.get(from, gradientBits, 0, count);
            clear(gradientBits, resultBits, count);
            gradients.put(from, gradientBits, 0, count);
        }
        gradient.written();
    }

    // all ones where a value is above 0: its sign bit is clear, and that of its negation is set
    private static void clear(int[] gradient, int[] values, int count) {
        for (int i = 0; i < count; i++) {
            int bits = values[i];
            gradient[i] &= (-bits >> 31) & ~(bits >> 31);
        }
    }
}
