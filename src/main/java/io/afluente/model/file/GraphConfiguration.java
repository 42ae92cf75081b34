package io.afluente.model.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.afluente.model.BadNetworkException;
import io.afluente.model.network.NetworkDefinition;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** DL4J's JSON of a graph of layers, read with care: one input, one output, no circles. */
final class GraphConfiguration {
    private GraphConfiguration() {}

    /** Whether it is one, or else a list of layers. */
    static boolean isGraph(JsonNode tree) {
        return tree.has("vertices") && !tree.has("confs");
    }

    /**
     * Reads a graph, whose names have been looked through.
     *
     * @throws BadNetworkException if it is no classifier
     * @throws RuntimeException of any kind if DL4J can't read it
     */
    static NetworkDefinition read(JsonNode tree) {
        ComputationGraphConfiguration graph =
                ComputationGraphConfiguration.fromJson(tree.toString());
        check(graph);
        order(graph);
        return new NetworkDefinition.Graph(graph);
    }

    private static void check(ComputationGraphConfiguration graph) {
        require(graph.getVertices() != null && !graph.getVertices().isEmpty(), "no layers");
        require(
                graph.getNetworkInputs() != null && graph.getNetworkInputs().size() == 1,
                "a graph with one input is needed, not " + graph.getNetworkInputs());
        require(
                graph.getNetworkOutputs() != null && graph.getNetworkOutputs().size() == 1,
                "a graph with one output is needed, not " + graph.getNetworkOutputs());
        require(graph.getDefaultConfiguration() != null, "no default configuration");
        graph.getVertices().forEach((name, vertex) -> check(graph, name, vertex));
        String output = graph.getNetworkOutputs().get(0);
        require(graph.getVertices().containsKey(output), "no layer \"" + output + "\"");
    }

    private static void check(
            ComputationGraphConfiguration graph, String name, GraphVertex vertex) {
        require(
                vertex != null
                        && (!(vertex instanceof LayerVertex layer)
                                || (layer.getLayerConf() != null
                                        && layer.getLayerConf().getLayer() != null)),
                name + ": no layer");
        List<String> inputs = graph.getVertexInputs().get(name);
        require(inputs != null && !inputs.isEmpty(), name + ": has no input");
        for (String input : inputs) {
            require(
                    graph.getVertices().containsKey(input)
                            || graph.getNetworkInputs().contains(input),
                    name + ": there is no \"" + input + "\" to be its input");
        }
        require(
                !(vertex instanceof LayerVertex) || inputs.size() == 1,
                name + ": a layer has one input, not " + inputs.size());
    }

    /** The order of parameters: as the configuration says, if that can be; else DL4J finds one. */
    private static void order(ComputationGraphConfiguration graph) {
        if (graph.getTopologicalOrder() == null || graph.getTopologicalOrderStr() == null) {
            graph.setTopologicalOrder(null);
            new ComputationGraph(graph).topologicalSortOrder();
            return;
        }
        List<String> names = graph.getTopologicalOrderStr();
        int[] indices = graph.getTopologicalOrder();
        Map<String, GraphVertex> vertices = graph.getVertices();
        require(names.size() == vertices.size() + 1, "topologicalOrderStr: not all layers");
        require(indices.length == names.size(), "topologicalOrder: not all layers");
        Set<String> before = new HashSet<>();
        Set<Integer> known = new HashSet<>();
        for (int i = 0; i < indices.length; i++) {
            String name = names.get(i);
            boolean input = graph.getNetworkInputs().contains(name);
            require(
                    (input ? indices[i] == 0 : indices[i] > 0 && indices[i] < indices.length)
                            && known.add(indices[i])
                            && before.add(name)
                            && (input || vertices.containsKey(name)),
                    "topologicalOrder: \"" + name + "\" is out of place");
            require(
                    input || before.containsAll(graph.getVertexInputs().get(name)),
                    "topologicalOrder: \"" + name + "\" comes before what feeds it");
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new BadNetworkException("configuration: " + otherwise);
        }
    }
}
