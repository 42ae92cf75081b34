package io.afluente.model.plan.stage;

import io.afluente.model.network.Grid;
import io.afluente.model.plan.kernel.KernelSequence;
import io.afluente.model.plan.kernel.NativeKernel;
import io.afluente.model.plan.kernel.Stage;
import io.afluente.model.plan.kernel.StageBuffers;
import java.util.List;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationGELU;
import org.nd4j.linalg.activations.impl.ActivationMish;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.Op;
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
    enum Kind {
        SWISH,
        GELU,
        PRECISE_GELU,
        MISH;

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
        pass.forward(() -> Nd4j.getExecutioner().exec(function(input, output)));
        if (site.inputGradient() != null) {
            INDArray given = site.rows(site.outputGradient(), out);
            INDArray gradient = site.rows(site.inputGradient(), out);
            pass.backward(
                    () -> Nd4j.getExecutioner().exec(derivative(input, gradient)),
                    new NativeKernel("multiply", List.of(gradient, given), gradient));
        }
    }

    private Op function(INDArray x, INDArray z) {
        return switch (kind) {
            case SWISH -> new Swish(x, z);
            case GELU -> new GELU(x, z);
            case PRECISE_GELU -> new PreciseGELU(x, z);
            case MISH -> new Mish(x, z);
        };
    }

    private Op derivative(INDArray x, INDArray z) {
        return switch (kind) {
            case SWISH -> new SwishDerivative(x, z);
            case GELU -> new GELUDerivative(x, z);
            case PRECISE_GELU -> new PreciseGELUDerivative(x, z);
            case MISH -> new MishDerivative(x, z);
        };
    }
}
