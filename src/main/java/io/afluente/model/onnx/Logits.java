package io.afluente.model.onnx;

import io.afluente.model.BadNetworkException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import onnx.Onnx.NodeProto;

/** The value in a classifier that its probabilities are the softmax of. */
public final class Logits {
    private static final Set<String> SHAPES_ONLY =
            Set.of("Flatten", "Reshape", "Squeeze", "Unsqueeze", "Identity");

    private Logits() {}

    /**
     * What goes into the softmax that a graph ends in; where it ends in none, its output.
     *
     * @throws BadNetworkException if it has several outputs
     */
    public static String of(OnnxGraph graph) {
        if (graph.outputs().size() != 1) {
            throw new BadNetworkException(
                    "has %d outputs; a network that serves as it is has one"
                            .formatted(graph.outputs().size()));
        }
        Map<String, NodeProto> makers = new HashMap<>();
        graph.nodes().forEach(node -> node.getOutputList().forEach(out -> makers.put(out, node)));
        String output = graph.outputs().get(0).getName();
        String value = output;
        while (makers.containsKey(value) && SHAPES_ONLY.contains(makers.get(value).getOpType())) {
            value = makers.get(value).getInput(0);
        }
        NodeProto last = makers.get(value);
        return last != null && last.getOpType().equals("Softmax") ? last.getInput(0) : output;
    }
}
