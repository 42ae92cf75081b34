package io.afluente.model.onnx;

import io.afluente.model.BadNetworkException;
import io.afluente.model.file.NetworkFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.ValueInfoProto;
import org.nd4j.shade.protobuf.InvalidProtocolBufferException;

/** An ONNX file of anybody's, read to be looked at and cut. */
public final class OnnxGraph {
    private final ModelProto model;

    private OnnxGraph(ModelProto model) {
        this.model = model;
    }

    /**
     * Reads a file.
     *
     * @throws BadNetworkException if it is no ONNX model, or has its weights in other files
     */
    public static OnnxGraph read(Path file) throws IOException {
        WeightsInside.require(file);
        try {
            return of(ModelProto.parseFrom(NetworkFile.bytes(file)));
        } catch (InvalidProtocolBufferException e) {
            throw new BadNetworkException("is no ONNX model: " + e.getMessage(), e);
        }
    }

    private static OnnxGraph of(ModelProto model) {
        if (model.getGraph().getNodeCount() == 0) {
            throw new BadNetworkException("is no ONNX model: it has no graph");
        }
        return new OnnxGraph(model);
    }

    /** Its inputs that nothing inside has a value for. */
    public List<ValueInfoProto> inputs() {
        Set<String> given = new HashSet<>();
        graph().getInitializerList().forEach(weights -> given.add(weights.getName()));
        return graph().getInputList().stream()
                .filter(input -> !given.contains(input.getName()))
                .toList();
    }

    public List<ValueInfoProto> outputs() {
        return graph().getOutputList();
    }

    /** Its nodes, each after those that feed it. */
    public List<NodeProto> nodes() {
        return graph().getNodeList();
    }

    /** The weights of a name; empty where nothing inside has them. */
    Optional<TensorProto> weights(String name) {
        return graph().getInitializerList().stream()
                .filter(weights -> weights.getName().equals(name))
                .findFirst();
    }

    GraphProto graph() {
        return model.getGraph();
    }

    /**
     * The bytes of a model that ends at a value of this one, and has no more nodes and weights than
     * that needs.
     *
     * @throws BadNetworkException if there is no such value
     */
    public byte[] endingAt(String value) {
        Set<String> needed = neededFor(value);
        GraphProto.Builder cut = graph().toBuilder();
        cut.clearNode().clearInitializer().clearOutput().clearValueInfo();
        graph().getNodeList().stream()
                .filter(node -> node.getOutputList().stream().anyMatch(needed::contains))
                .forEach(cut::addNode);
        graph().getInitializerList().stream()
                .filter(weights -> needed.contains(weights.getName()))
                .forEach(cut::addInitializer);
        cut.addOutput(ValueInfoProto.newBuilder().setName(value));
        return model.toBuilder().setGraph(cut).build().toByteArray();
    }

    private Set<String> neededFor(String value) {
        Map<String, NodeProto> makers = new HashMap<>();
        nodes().forEach(node -> node.getOutputList().forEach(out -> makers.put(out, node)));
        if (!makers.containsKey(value)) {
            throw new BadNetworkException(
                    "backbone: output: the graph has no value \"" + value + "\"");
        }
        Set<String> needed = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(value));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (needed.add(next) && makers.containsKey(next)) {
                open.addAll(makers.get(next).getInputList());
            }
        }
        return needed;
    }
}
