package io.afluente.model.onnx;

import io.afluente.model.BadNetworkException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
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
     * The last dense layer of a graph, if nothing comes after it but softmax.
     *
     * @throws BadNetworkException if its weights are no floats
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
        if (node.getOpType().equals("Add") && at > 0) {
            return added(graph, nodes.get(at - 1), node);
        }
        return switch (node.getOpType()) {
            case "Gemm" -> gemm(graph, node);
            case "MatMul" -> matrix(graph, node.getInput(1), false, Optional.empty());
            default -> Optional.empty();
        };
    }

    private static Optional<OnnxDense> added(OnnxGraph graph, NodeProto product, NodeProto sum) {
        boolean bias =
                product.getOpType().equals("MatMul")
                        && sum.getInputList().contains(product.getOutput(0));
        return bias
                ? graph.weights(other(sum, product.getOutput(0)))
                        .flatMap(
                                values ->
                                        matrix(
                                                graph,
                                                product.getInput(1),
                                                false,
                                                Optional.of(values)))
                : Optional.empty();
    }

    private static String other(NodeProto sum, String value) {
        return sum.getInput(0).equals(value) ? sum.getInput(1) : sum.getInput(0);
    }

    private static Optional<OnnxDense> gemm(OnnxGraph graph, NodeProto node) {
        boolean plain = attribute(node, "alpha", 1) == 1 && attribute(node, "beta", 1) == 1;
        return plain && attribute(node, "transA", 0) == 0
                ? matrix(
                        graph,
                        node.getInput(1),
                        attribute(node, "transB", 0) == 1,
                        node.getInputCount() > 2
                                ? graph.weights(node.getInput(2))
                                : Optional.empty())
                : Optional.empty();
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

    private static Optional<OnnxDense> matrix(
            OnnxGraph graph, String name, boolean byOutput, Optional<TensorProto> bias) {
        return graph.weights(name)
                .filter(weights -> weights.getDimsCount() == 2)
                .map(weights -> dense(weights, byOutput, bias));
    }

    private static OnnxDense dense(
            TensorProto weights, boolean byOutput, Optional<TensorProto> bias) {
        int outputs = Math.toIntExact(weights.getDims(byOutput ? 0 : 1));
        int inputs = Math.toIntExact(weights.getDims(byOutput ? 1 : 0));
        float[] values = floats(weights, inputs * outputs);
        float[] parameters = new float[inputs * outputs + outputs];
        for (int output = 0; output < outputs; output++) {
            for (int input = 0; input < inputs; input++) {
                parameters[output * inputs + input] =
                        values[byOutput ? output * inputs + input : input * outputs + output];
            }
        }
        bias.ifPresent(
                of ->
                        System.arraycopy(
                                floats(of, outputs), 0, parameters, inputs * outputs, outputs));
        return new OnnxDense(inputs, outputs, parameters);
    }

    private static float[] floats(TensorProto tensor, int expected) {
        float[] values = new float[expected];
        if (tensor.getDataType() != TensorProto.DataType.FLOAT_VALUE) {
            throw new BadNetworkException(tensor.getName() + ": its weights are no floats");
        }
        if (tensor.getFloatDataCount() == expected) {
            for (int i = 0; i < expected; i++) {
                values[i] = tensor.getFloatData(i);
            }
            return values;
        }
        FloatBuffer raw =
                tensor.getRawData()
                        .asReadOnlyByteBuffer()
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer();
        if (raw.remaining() != expected) {
            throw new BadNetworkException(
                    "%s: has %d values, not %d"
                            .formatted(tensor.getName(), raw.remaining(), expected));
        }
        raw.get(values);
        return values;
    }
}
