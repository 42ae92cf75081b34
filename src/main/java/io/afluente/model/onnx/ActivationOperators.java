package io.afluente.model.onnx;

import java.util.List;
import java.util.Map;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationCube;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationGELU;
import org.nd4j.linalg.activations.impl.ActivationHardSigmoid;
import org.nd4j.linalg.activations.impl.ActivationHardTanH;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationMish;
import org.nd4j.linalg.activations.impl.ActivationRationalTanh;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU6;
import org.nd4j.linalg.activations.impl.ActivationRectifiedTanh;
import org.nd4j.linalg.activations.impl.ActivationSELU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftPlus;
import org.nd4j.linalg.activations.impl.ActivationSoftSign;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/** DL4J's activation functions by ONNX operators. */
final class ActivationOperators {
    private static final Map<Class<? extends IActivation>, String> OPERATORS =
            Map.of(
                    ActivationHardSigmoid.class, "HardSigmoid",
                    ActivationSELU.class, "Selu",
                    ActivationSigmoid.class, "Sigmoid",
                    ActivationSoftPlus.class, "Softplus",
                    ActivationSoftSign.class, "Softsign",
                    ActivationSoftmax.class, "Softmax",
                    ActivationTanH.class, "Tanh");

    private ActivationOperators() {}

    /** Applies a function, or says that there is no way to. */
    static boolean apply(IActivation activation, Graph graph) {
        String operator = OPERATORS.get(activation.getClass());
        if (operator != null) {
            graph.apply(operator);
            return true;
        }
        return activation instanceof ActivationIdentity
                || applyWithSlope(activation, graph)
                || applyComposed(activation, graph);
    }

    private static boolean applyWithSlope(IActivation activation, Graph graph) {
        if (activation.equals(new ActivationReLU())) {
            graph.apply("Relu");
        } else if (activation instanceof ActivationLReLU leaky) {
            graph.apply("LeakyRelu", Attributes.of("alpha", (float) leaky.getAlpha()));
        } else if (activation instanceof ActivationELU elu) {
            graph.apply("Elu", Attributes.of("alpha", (float) elu.getAlpha()));
        } else {
            return false;
        }
        return true;
    }

    private static boolean applyComposed(IActivation activation, Graph graph) {
        String x = graph.value();
        if (activation instanceof ActivationCube) {
            graph.apply("Mul", List.of(x));
            graph.apply("Mul", List.of(x));
        } else if (activation instanceof ActivationHardTanH) {
            graph.apply("Clip", List.of(scalar(graph, -1), scalar(graph, 1)));
        } else if (activation instanceof ActivationReLU6) {
            graph.apply("Clip", List.of(scalar(graph, 0), scalar(graph, 6)));
        } else if (activation instanceof ActivationSwish) {
            graph.apply("Sigmoid");
            graph.apply("Mul", List.of(x));
        } else if (activation instanceof ActivationMish) {
            graph.apply("Softplus");
            graph.apply("Tanh");
            graph.apply("Mul", List.of(x));
        } else if (activation instanceof ActivationGELU gelu) {
            gelu(graph, gelu.toString().contains("true"));
        } else if (activation instanceof ActivationRectifiedTanh) {
            graph.apply("Tanh");
            graph.apply("Relu");
        } else if (activation instanceof ActivationRationalTanh) {
            rationalTanh(graph);
        } else {
            return false;
        }
        return true;
    }

    // DL4J's two: x sigmoid(1.702 x), and 0.5 x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3)))
    private static void gelu(Graph graph, boolean precise) {
        String x = graph.value();
        if (!precise) {
            graph.apply("Mul", List.of(graph.constant(1.702f)));
            graph.apply("Sigmoid");
            graph.apply("Mul", List.of(x));
            return;
        }
        graph.apply("Mul", List.of(x));
        graph.apply("Mul", List.of(x));
        graph.apply("Mul", List.of(graph.constant(0.044715f)));
        graph.apply("Add", List.of(x));
        graph.apply("Mul", List.of(graph.constant((float) Math.sqrt(2 / Math.PI))));
        graph.apply("Tanh");
        graph.apply("Add", List.of(graph.constant(1f)));
        graph.apply("Mul", List.of(x));
        graph.apply("Mul", List.of(graph.constant(0.5f)));
    }

    // 1.7159 sign(y) (1 - 1 / (1 + |y| + y^2 + 1.41645 y^4)) with y = 2x/3
    private static void rationalTanh(Graph graph) {
        graph.apply("Mul", List.of(graph.constant(2 / 3f)));
        String y = graph.value();
        graph.apply("Sign");
        String sign = graph.value();
        graph.apply("Mul", List.of(y));
        String magnitude = graph.value();
        graph.apply("Mul", List.of(magnitude));
        String square = graph.value();
        graph.apply("Mul", List.of(graph.constant(1.41645f)));
        graph.apply("Mul", List.of(square));
        graph.apply("Add", List.of(square));
        graph.apply("Add", List.of(magnitude));
        graph.apply("Add", List.of(graph.constant(1f)));
        graph.apply("Reciprocal");
        graph.apply("Neg");
        graph.apply("Add", List.of(graph.constant(1f)));
        graph.apply("Mul", List.of(sign));
        graph.apply("Mul", List.of(graph.constant(1.7159f)));
    }

    private static String scalar(Graph graph, float value) {
        return graph.constant(new float[] {value}, new long[0]);
    }
}
