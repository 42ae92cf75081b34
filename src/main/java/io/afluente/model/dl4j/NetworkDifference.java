package io.afluente.model.dl4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.afluente.model.NetworkSpec;
import io.afluente.model.file.NetworkConfiguration;
import io.afluente.model.network.NetworkDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares networks by what they compute. Parameters of one mean nothing to another that has as
 * many of them, but puts them to another use.
 *
 * <p>What only learning reads (updaters, regularisation, dropout, losses, first values) and names
 * may differ.
 */
public final class NetworkDifference {
    /** The fields of DL4J's layers that say nothing of what a trained layer computes. */
    private static final Set<String> OF_LEARNING =
            Set.of(
                    "layerName",
                    "iupdater",
                    "iUpdater",
                    "updater",
                    "biasUpdater",
                    "regularization",
                    "regularizationBias",
                    "gradientNormalization",
                    "gradientNormalizationThreshold",
                    "idropout",
                    "iDropout",
                    "weightNoise",
                    "constraints",
                    "allParamConstraints",
                    "weightConstraints",
                    "biasConstraints",
                    "weightInit",
                    "weightInitFn",
                    "weightInitFnRecurrent",
                    "biasInit",
                    "gainInit",
                    "lossFn",
                    "lossFunction",
                    "decay",
                    "minibatch",
                    // how cuDNN goes about it
                    "cudnnAlgoMode",
                    "cudnnFwdMode",
                    "cudnnFwdAlgo",
                    "cudnnBwdFilterMode",
                    "cudnnBwdFilterAlgo",
                    "cudnnBwdDataMode",
                    "cudnnBwdDataAlgo",
                    "cudnnAllowFallback");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private NetworkDifference() {}

    /** A layer that computes something, by what an error calls it. */
    private record Stage(String name, JsonNode layer, List<JsonNode> adapters) {
        String kind() {
            return simpleName(layer);
        }
    }

    /** In words, the first layer by which two networks differ; empty if there is none. */
    public static Optional<String> between(NetworkSpec expected, NetworkSpec given) {
        if (expected.configuration().equals(given.configuration())) {
            return Optional.empty();
        }
        List<Stage> ours = stages(expected);
        List<Stage> theirs = stages(given);
        for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
            Optional<String> found = between(ours.get(i), theirs.get(i));
            if (found.isPresent()) {
                return found;
            }
        }
        return ours.size() == theirs.size()
                ? Optional.empty()
                : Optional.of("it has %d layers, not %d".formatted(theirs.size(), ours.size()));
    }

    private static Optional<String> between(Stage expected, Stage given) {
        if (!expected.kind().equals(given.kind())) {
            return Optional.of(
                    "%s is a %s, not a %s".formatted(given.name(), given.kind(), expected.kind()));
        }
        Set<String> fields = new TreeSet<>();
        expected.layer().fieldNames().forEachRemaining(fields::add);
        given.layer().fieldNames().forEachRemaining(fields::add);
        for (String field : fields) {
            JsonNode ours = expected.layer().path(field);
            JsonNode theirs = given.layer().path(field);
            if (!ours.equals(theirs)) {
                return Optional.of(
                        "%s: %s is %s".formatted(given.name(), field, unlike(theirs, ours)));
            }
        }
        return expected.adapters().equals(given.adapters())
                ? Optional.empty()
                : Optional.of(given.name() + ": it gets its inputs in another order or shape");
    }

    private static List<Stage> stages(NetworkSpec spec) {
        JsonNode network = tree(spec.configuration());
        return network.has("vertices") ? ofGraph(network) : ofList(network);
    }

    /** Each with the positions of what feeds it: names may differ. */
    private static List<Stage> ofGraph(JsonNode network) {
        Map<String, Integer> positions = new HashMap<>();
        List<Stage> stages = new ArrayList<>();
        for (JsonNode name : network.path("topologicalOrderStr")) {
            String key = name.textValue();
            positions.put(key, positions.size());
            JsonNode vertex = network.path("vertices").path(key);
            if (vertex.isObject()) {
                JsonNode layer =
                        vertex.has("layerConf") ? vertex.path("layerConf").path("layer") : vertex;
                ObjectNode kept = computing(thawed(layer));
                ArrayNode inputs = kept.putArray("inputs");
                network.path("vertexInputs")
                        .path(key)
                        .forEach(input -> inputs.add(positions.get(input.textValue())));
                JsonNode adapter = vertex.path("preProcessor");
                stages.add(new Stage(key, kept, adapter.isObject() ? List.of(adapter) : List.of()));
            }
        }
        return stages;
    }

    private static List<Stage> ofList(JsonNode network) {
        List<Stage> stages = new ArrayList<>();
        List<JsonNode> adapters = new ArrayList<>();
        JsonNode layers = network.path("confs");
        for (int i = 0; i < layers.size(); i++) {
            JsonNode adapter = network.path("inputPreProcessors").path(String.valueOf(i));
            if (adapter.isObject()) {
                adapters.add(adapter);
            }
            JsonNode layer = thawed(layers.get(i).path("layer"));
            if (!simpleName(layer).equals("DropoutLayer")) {
                stages.add(new Stage(name(layer, i), computing(layer), List.copyOf(adapters)));
                adapters.clear();
            }
        }
        return stages;
    }

    private static JsonNode tree(String configuration) {
        NetworkDefinition network = NetworkConfiguration.read(configuration);
        try {
            return JSON.readTree(NetworkConfiguration.canonical(network));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("DL4J's own JSON can't be read", e);
        }
    }

    /** The layer inside one that only keeps it from learning. */
    private static JsonNode thawed(JsonNode layer) {
        return simpleName(layer).startsWith("Frozen") ? thawed(layer.path("layer")) : layer;
    }

    private static String name(JsonNode layer, int position) {
        return layer.path("layerName").asText("layer " + position);
    }

    private static ObjectNode computing(JsonNode layer) {
        ObjectNode kept = JSON.createObjectNode();
        for (Map.Entry<String, JsonNode> field : layer.properties()) {
            if (!OF_LEARNING.contains(field.getKey()) && !field.getValue().isNull()) {
                kept.set(field.getKey(), field.getValue());
            }
        }
        return kept;
    }

    private static String simpleName(JsonNode node) {
        String name = node.path("@class").asText();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String unlike(JsonNode theirs, JsonNode ours) {
        boolean otherKinds = !simpleName(theirs).equals(simpleName(ours));
        return otherKinds
                ? simpleName(theirs) + ", not " + simpleName(ours)
                : words(theirs) + ", not " + words(ours);
    }

    private static String words(JsonNode value) {
        return value.isMissingNode() ? "nothing" : value.toString();
    }
}
