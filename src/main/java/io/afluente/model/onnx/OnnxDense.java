package io.afluente.model.onnx;

import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;

/**
 * A classifier's last dense layer, as the parameters of a DL4J layer: for each output its weights,
 * then all biases.
 *
 * @param inputs how many values it takes
 * @param outputs how many labels it answers
 * @param parameters in DL4J's order
 */
public record OnnxDense(int inputs, int outputs, float[] parameters) {
    private static final Set<String> CHANGES_NO_ORDER = Set.of("Softmax", "Identity");

    /**
     * The last dense layer of a graph, if nothing comes after it but softmax and all of it is
     * constant floats.
     */
    public static Optional<OnnxDense> last(OnnxGraph graph) {
        List<NodeProto> nodes = graph.nodes();
        int at = nodes.size() - 1;
        while (at >= 0 && CHANGES_NO_ORDER.contains(nodes.get(at).getOpType())) {
            at--;
        }
        if (at < 0) {
            return Optional.empty();
        }
        NodeProto node = nodes.get(at);
        return switch (node.getOpType()) {
            case "Gemm" -> gemm(graph, node);
            case "MatMul" -> product(graph, node);
            case "Add" -> at == 0 ? Optional.empty() : sum(graph, nodes.get(at - 1), node);
            default -> Optional.empty();
        };
    }

    private static Optional<OnnxDense> gemm(OnnxGraph graph, NodeProto node) {
        boolean plain =
                attribute(node, "alpha", 1) == 1
                        && attribute(node, "beta", 1) == 1
                        && attribute(node, "transA", 0) == 0;
        boolean byOutput = attribute(node, "transB", 0) == 1;
        Optional<OnnxDense> dense =
                plain ? matrix(graph, node.getInput(1), byOutput) : Optional.empty();
        return node.getInputCount() > 2
                ? dense.flatMap(of -> of.plus(graph, node.getInput(2)))
                : dense;
    }

    private static Optional<OnnxDense> product(OnnxGraph graph, NodeProto node) {
        return matrix(graph, node.getInput(1), false);
    }

    private static Optional<OnnxDense> sum(OnnxGraph graph, NodeProto before, NodeProto node) {
        String value = before.getOutput(0);
        return before.getOpType().equals("MatMul") && node.getInputList().contains(value)
                ? product(graph, before).flatMap(of -> of.plus(graph, other(node, value)))
                : Optional.empty();
    }

    private static String other(NodeProto sum, String value) {
        return sum.getInput(0).equals(value) ? sum.getInput(1) : sum.getInput(0);
    }

    private static double attribute(NodeProto node, String name, double otherwise) {
        return node.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals(name))
                .mapToDouble(
                        attribute ->
                                attribute.getType() == AttributeProto.AttributeType.FLOAT
                                        ? attribute.getF()
                                        : attribute.getI())
                .findFirst()
                .orElse(otherwise);
    }

    private static Optional<OnnxDense> matrix(OnnxGraph graph, String name, boolean byOutput) {
        return graph.weights(name)
                .filter(weights -> weights.getDimsCount() == 2)
                .flatMap(weights -> dense(weights, byOutput));
    }

    private static Optional<OnnxDense> dense(TensorProto weights, boolean byOutput) {
        int outputs = Math.toIntExact(weights.getDims(byOutput ? 0 : 1));
        int inputs = Math.toIntExact(weights.getDims(byOutput ? 1 : 0));
        return floats(weights, inputs * outputs)
                .map(values -> new OnnxDense(inputs, outputs, ordered(values, inputs, byOutput)));
    }

    /** Output by output, with room for a bias of each. */
    private static float[] ordered(float[] values, int inputs, boolean byOutput) {
        int outputs = values.length / inputs;
        float[] parameters = Arrays.copyOf(values, values.length + outputs);
        for (int output = 0; !byOutput && output < outputs; output++) {
            for (int input = 0; input < inputs; input++) {
                parameters[output * inputs + input] = values[input * outputs + output];
            }
        }
        return parameters;
    }

    /** The same with a bias; empty where that is no constant of one value for each output. */
    private Optional<OnnxDense> plus(OnnxGraph graph, String bias) {
        return graph.weights(bias)
                .flatMap(of -> floats(of, outputs))
                .map(
                        values -> {
                            float[] all = parameters.clone();
                            System.arraycopy(values, 0, all, inputs * outputs, outputs);
                            return new OnnxDense(inputs, outputs, all);
                        });
    }

    private static Optional<float[]> floats(TensorProto tensor, int expected) {
        float[] values = new float[expected];
        FloatBuffer raw =
                tensor.getRawData()
                        .asReadOnlyByteBuffer()
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer();
        if (tensor.getDataType() != TensorProto.DataType.FLOAT_VALUE) {
            return Optional.empty();
        }
        if (tensor.getFloatDataCount() == expected) {
            for (int i = 0; i < expected; i++) {
                values[i] = tensor.getFloatData(i);
            }
            return Optional.of(values);
        }
        if (raw.remaining() != expected) {
            return Optional.empty();
        }
        raw.get(values);
        return Optional.of(values);
    }
}
