package io.afluente.model.plan.kernel;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;

/** One of ND4J's operations with its arrays and arguments bound once, so that a run only runs. */
public final class NativeKernel implements Kernel {
    private final CustomOp operation;
    private final OpContext context;

    public NativeKernel(String name, List<INDArray> inputs, INDArray output, long... arguments) {
        this(name, inputs, List.of(output), arguments);
    }

    public NativeKernel(
            String name, List<INDArray> inputs, List<INDArray> outputs, long... arguments) {
        operation = DynamicCustomOp.builder(name).build();
        context = Nd4j.getExecutioner().buildContext();
        context.setInputArrays(inputs);
        context.setOutputArrays(outputs);
        context.setIArguments(arguments);
    }

    /** Adds floating-point arguments. */
    public NativeKernel with(double... arguments) {
        context.setTArguments(arguments);
        return this;
    }

    @Override
    public void run() {
        Nd4j.getExecutioner().exec(operation, context);
    }

    @Override
    public void close() {
        context.purge();
    }
}
