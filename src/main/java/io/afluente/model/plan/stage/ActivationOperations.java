package io.afluente.model.plan.stage;

import io.afluente.model.plan.stage.Activation.Function;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationCube;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationHardSigmoid;
import org.nd4j.linalg.activations.impl.ActivationHardTanH;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationRationalTanh;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU6;
import org.nd4j.linalg.activations.impl.ActivationRectifiedTanh;
import org.nd4j.linalg.activations.impl.ActivationSELU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftPlus;
import org.nd4j.linalg.activations.impl.ActivationSoftSign;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/** DL4J's activation functions by the operations that compute them. */
final class ActivationOperations {
    private static final Map<Class<? extends IActivation>, Function> PLAIN =
            Map.ofEntries(
                    Map.entry(ActivationCube.class, new Function("cube", true)),
                    Map.entry(ActivationHardSigmoid.class, new Function("hardsigmoid", true)),
                    Map.entry(ActivationHardTanH.class, new Function("hardtanh", true)),
                    Map.entry(ActivationRationalTanh.class, new Function("rationaltanh", false)),
                    Map.entry(ActivationRectifiedTanh.class, new Function("rectifiedtanh", true)),
                    Map.entry(ActivationReLU6.class, new Function("relu6", true, 0)),
                    Map.entry(ActivationSELU.class, new Function("selu", true)),
                    Map.entry(ActivationSigmoid.class, new Function("sigmoid", true)),
                    Map.entry(ActivationSoftPlus.class, new Function("softplus", true)),
                    Map.entry(ActivationSoftSign.class, new Function("softsign", true)),
                    Map.entry(ActivationSoftmax.class, new Function("softmax", false)),
                    Map.entry(ActivationTanH.class, new Function("tanh", true)));

    private ActivationOperations() {}

    /** The operation for a function, or nothing where a plan can't do it. */
    static Optional<Function> of(IActivation activation) {
        if (activation instanceof ActivationLReLU leaky && leaky.getAlpha() >= 0) {
            return Optional.of(new Function("lrelu", true, leaky.getAlpha()));
        }
        // DL4J forgets alpha on the way back
        if (activation instanceof ActivationELU elu && elu.getAlpha() == 1) {
            return Optional.of(new Function("elu", true, elu.getAlpha()));
        }
        return Optional.ofNullable(PLAIN.get(activation.getClass()));
    }

    /** Plain ReLU, without a limit, a threshold or a slope. */
    static boolean isRelu(IActivation activation) {
        return activation.equals(new ActivationReLU());
    }
}
