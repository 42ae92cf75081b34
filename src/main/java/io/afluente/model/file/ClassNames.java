package io.afluente.model.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.afluente.model.BadNetworkException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The classes that a configuration may name. DL4J's JSON carries Java class names, and its parser
 * would load any of them; so the text is looked through before the parser sees it.
 */
final class ClassNames {
    private static final List<String> ALLOWED =
            List.of(
                    "org.deeplearning4j.nn.conf.",
                    "org.deeplearning4j.nn.weights.",
                    "org.nd4j.linalg.activations.impl.",
                    "org.nd4j.linalg.learning.config.",
                    "org.nd4j.linalg.learning.regularization.",
                    "org.nd4j.linalg.lossfunctions.impl.",
                    "org.nd4j.linalg.schedule.");

    /** A graph's layers by their names, which are anybody's. */
    private static final String NAMED = "vertices";

    /** Fields of a graph that hold such names alone. */
    private static final Set<String> OF_NAMES =
            Set.of("vertexInputs", "networkInputs", "networkOutputs", "topologicalOrderStr");

    private ClassNames() {}

    /**
     * Checks every text with a dot, wherever it stands, but for layer names: only they may look
     * like a class and be none.
     */
    static void check(JsonNode tree) {
        for (Map.Entry<String, JsonNode> field : tree.properties()) {
            if (NAMED.equals(field.getKey())) {
                field.getValue().forEach(ClassNames::checkAll);
            } else if (!OF_NAMES.contains(field.getKey())) {
                checkName(field.getKey());
                checkAll(field.getValue());
            }
        }
        if (!tree.isObject()) {
            checkAll(tree);
        }
    }

    private static void checkAll(JsonNode node) {
        if (node.isTextual()) {
            checkName(node.textValue());
        }
        node.properties()
                .forEach(
                        field -> {
                            checkName(field.getKey());
                            if (!field.getKey().equals("layerName") && !areVariables(field)) {
                                checkAll(field.getValue());
                            }
                        });
        if (node.isArray()) {
            node.forEach(ClassNames::checkAll);
        }
    }

    // a graph's default configuration lists parameters, which begin with layers' names
    private static boolean areVariables(Map.Entry<String, JsonNode> field) {
        return field.getKey().equals("variables")
                && field.getValue().isArray()
                && field.getValue().valueStream().allMatch(JsonNode::isTextual);
    }

    private static void checkName(String text) {
        if (text.indexOf('.') >= 0 && ALLOWED.stream().noneMatch(text::startsWith)) {
            throw new BadNetworkException(
                    "configuration: the class \"" + shortened(text) + "\" is not allowed");
        }
    }

    private static String shortened(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }
}
