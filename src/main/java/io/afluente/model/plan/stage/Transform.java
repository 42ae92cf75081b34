package io.afluente.model.plan.stage;

import io.afluente.model.network.Grid;
import io.afluente.model.plan.kernel.KernelSequence;
import io.afluente.model.plan.kernel.NativeKernel;
import io.afluente.model.plan.kernel.Stage;
import io.afluente.model.plan.kernel.StageBuffers;
import java.util.List;
import java.util.function.BiConsumer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationGELU;
import org.nd4j.linalg.activations.impl.ActivationMish;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.strict.GELU;
import org.nd4j.linalg.api.ops.impl.transforms.strict.GELUDerivative;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Mish;
import org.nd4j.linalg.api.ops.impl.transforms.strict.MishDerivative;
import org.nd4j.linalg.api.ops.impl.transforms.strict.PreciseGELU;
import org.nd4j.linalg.api.ops.impl.transforms.strict.PreciseGELUDerivative;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Swish;
import org.nd4j.linalg.api.ops.impl.transforms.strict.SwishDerivative;
import org.nd4j.linalg.factory.Nd4j;

/** An activation function that ND4J has as a transform and its derivative, in Java's API alone. */
record Transform(Kind kind, Grid out) implements Stage {
    /** The functions; none of them may change places with max pooling. */
    @SuppressWarnings("ImmutableEnumChecker")
    enum Kind {
        SWISH(
                (x, z) -> Nd4j.getExecutioner().exec(new Swish(x, z)),
                (x, z) -> Nd4j.getExecutioner().exec(new SwishDerivative(x, z))),
        GELU(
                (x, z) -> Nd4j.getExecutioner().exec(new GELU(x, z)),
                (x, z) -> Nd4j.getExecutioner().exec(new GELUDerivative(x, z))),
        PRECISE_GELU(
                (x, z) -> Nd4j.getExecutioner().exec(new PreciseGELU(x, z)),
                (x, z) -> Nd4j.getExecutioner().exec(new PreciseGELUDerivative(x, z))),
        MISH(
                (x, z) -> Nd4j.getExecutioner().exec(new Mish(x, z)),
                (x, z) -> Nd4j.getExecutioner().exec(new MishDerivative(x, z)));

        private final BiConsumer<INDArray, INDArray> function;
        private final BiConsumer<INDArray, INDArray> derivative;

        Kind(BiConsumer<INDArray, INDArray> function, BiConsumer<INDArray, INDArray> derivative) {
            this.function = function;
            this.derivative = derivative;
        }

        /** The transform for a function; null where there is none. */
        static Kind of(IActivation activation) {
            if (activation instanceof ActivationGELU gelu) {
                boolean precise = gelu.toString().contains("true");
                return precise ? PRECISE_GELU : GELU;
            }
            if (activation instanceof ActivationMish) {
                return MISH;
            }
            return activation instanceof ActivationSwish ? SWISH : null;
        }
    }

    @Override
    public boolean inPlace(boolean learning) {
        return !learning;
    }

    @Override
    public void bind(StageBuffers site, KernelSequence pass) {
        INDArray input = site.rows(site.input(), out);
        INDArray output = site.rows(site.output(), out);
        pass.forward(() -> kind.function.accept(input, output));
        if (site.inputGradient() != null) {
            INDArray given = site.rows(site.outputGradient(), out);
            INDArray gradient = site.rows(site.inputGradient(), out);
            pass.backward(
                    () -> kind.derivative.accept(input, gradient),
                    new NativeKernel("multiply", List.of(gradient, given), gradient));
        }
    }
}
