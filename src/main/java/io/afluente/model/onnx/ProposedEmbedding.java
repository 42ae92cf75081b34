package io.afluente.model.onnx;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import onnx.Onnx.NodeProto;

/**
 * The value in a classifier that is most worth learning from: what feeds its last dense layer, or
 * comes out of its last pooling over whole pictures.
 *
 * @param value its name
 * @param why in words
 */
public record ProposedEmbedding(String value, String why) {
    /** What changes the order or the shape of values, but not the values. */
    private static final Set<String> SHAPES_ONLY =
            Set.of("Flatten", "Reshape", "Squeeze", "Unsqueeze", "Identity", "Dropout");

    private static final Set<String> WHOLE_PICTURE =
            Set.of("GlobalAveragePool", "GlobalMaxPool", "ReduceMean");

    /** The embedding that a graph offers; empty where it has no such layer. */
    public static Optional<ProposedEmbedding> of(OnnxGraph graph) {
        return new Search(graph).lastDense().or(() -> lastPooling(graph.nodes()));
    }

    private static Optional<ProposedEmbedding> lastPooling(List<NodeProto> nodes) {
        return nodes.stream()
                .filter(node -> WHOLE_PICTURE.contains(node.getOpType()))
                .reduce((former, later) -> later)
                .map(
                        node ->
                                new ProposedEmbedding(
                                        node.getOutput(0), "the last " + node.getOpType()));
    }

    private static final class Search {
        private final List<NodeProto> nodes;
        private final Map<String, NodeProto> makers = new HashMap<>();
        private final Set<String> constants = new HashSet<>();

        Search(OnnxGraph graph) {
            this.nodes = graph.nodes();
            graph.graph().getInitializerList().forEach(weights -> constants.add(weights.getName()));
            for (NodeProto node : nodes) {
                node.getOutputList().forEach(output -> makers.put(output, node));
                if (constants.containsAll(node.getInputList())) {
                    constants.addAll(node.getOutputList());
                }
            }
        }

        Optional<ProposedEmbedding> lastDense() {
            for (int i = nodes.size() - 1; i >= 0; i--) {
                Optional<ProposedEmbedding> found = feeding(nodes.get(i));
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        }

        private Optional<ProposedEmbedding> feeding(NodeProto node) {
            boolean dense = node.getOpType().equals("Gemm") || node.getOpType().equals("MatMul");
            if (!dense || node.getInputCount() < 2 || !constants.contains(node.getInput(1))) {
                return Optional.empty();
            }
            String value = node.getInput(0);
            while (makers.containsKey(value)
                    && SHAPES_ONLY.contains(makers.get(value).getOpType())) {
                value = makers.get(value).getInput(0);
            }
            String why = "what feeds the last dense layer, \"" + node.getOutput(0) + "\"";
            return makers.containsKey(value)
                    ? Optional.of(new ProposedEmbedding(value, why))
                    : Optional.empty();
        }
    }
}
