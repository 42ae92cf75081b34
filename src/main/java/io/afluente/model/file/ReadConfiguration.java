package io.afluente.model.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.afluente.model.BadNetworkException;
import io.afluente.model.network.NetworkDefinition;

/**
 * What is to be known of the configuration in a checkpoint. The versions of one network differ in
 * their number of steps alone: DL4J's slow parser reads the first of them, and what it found holds
 * for all others. That is most of the time that a swap takes.
 *
 * @param canonical the same for all versions of one network
 * @param parameters how many it has
 * @param steps taken so far
 */
record ReadConfiguration(String canonical, long parameters, long steps) {
    private static final String STEPS = "iterationCount";
    private static final LruCache<String, ReadConfiguration> KNOWN =
            new LruCache<>(ReadConfiguration::parse);

    /**
     * Reads DL4J's JSON.
     *
     * @throws BadNetworkException as {@link NetworkConfiguration#parse}
     */
    static ReadConfiguration of(String json) {
        JsonNode tree = NetworkConfiguration.tree(json);
        long steps = steps(tree);
        if (steps < 0) {
            return parse(tree.toString());
        }
        forgetSteps(tree);
        tree.path("confs").forEach(ReadConfiguration::forgetSteps);
        tree.path("vertices").forEach(vertex -> forgetSteps(vertex.path("layerConf")));
        ReadConfiguration known = KNOWN.of(tree.toString());
        return new ReadConfiguration(known.canonical, known.parameters, steps);
    }

    /** A plain number of steps, or -1 for what DL4J has to make sense of. */
    private static long steps(JsonNode tree) {
        return tree.path(STEPS).isInt() ? tree.path(STEPS).intValue() : -1;
    }

    private static void forgetSteps(JsonNode node) {
        if (node instanceof ObjectNode fields && fields.path(STEPS).isInt()) {
            fields.put(STEPS, 0);
        }
    }

    private static ReadConfiguration parse(String json) {
        NetworkDefinition configuration = NetworkConfiguration.read(json);
        long steps = configuration.steps();
        return new ReadConfiguration(
                NetworkConfiguration.canonical(configuration), configuration.parameters(), steps);
    }
}
