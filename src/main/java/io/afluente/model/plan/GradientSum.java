package io.afluente.model.plan;

import io.afluente.model.plan.kernel.Kernel;
import io.afluente.model.plan.kernel.NativeKernel;
import io.afluente.model.plan.kernel.NativeMemory;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The gradients of all shards, the first of which is where the sum goes. */
final class GradientSum implements AutoCloseable {
    private final NativeMemory memory = new NativeMemory();
    private final List<INDArray> gradients = new ArrayList<>();
    private final List<Kernel> additions = new ArrayList<>();

    GradientSum(INDArray sum, int shards) {
        gradients.add(sum);
        for (int i = 1; i < shards; i++) {
            INDArray part = memory.floats(sum.length());
            gradients.add(part);
            additions.add(new NativeKernel("add", List.of(sum, part), sum));
        }
    }

    /** Where a shard writes its gradient. */
    INDArray of(int shard) {
        return gradients.get(shard);
    }

    /** Adds up the first of them, in their order. */
    void addUp(int shards) {
        additions.subList(0, shards - 1).forEach(Kernel::run);
    }

    @Override
    public void close() {
        additions.forEach(Kernel::close);
        memory.close();
    }
}
