package io.afluente.model.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.afluente.model.BadNetworkException;
import java.util.List;

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

    private ClassNames() {}

    /**
     * Checks every text with a dot, wherever it stands, but for layer names: only they may look
     * like a class and be none.
     */
    static void check(JsonNode node) {
        if (node.isTextual()) {
            checkName(node.textValue());
        }
        node.properties()
                .forEach(
                        field -> {
                            checkName(field.getKey());
                            if (!field.getKey().equals("layerName")) {
                                check(field.getValue());
                            }
                        });
        if (node.isArray()) {
            node.forEach(ClassNames::check);
        }
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
