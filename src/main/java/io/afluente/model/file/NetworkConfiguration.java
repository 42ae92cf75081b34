package io.afluente.model.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.afluente.image.OneLine;
import io.afluente.model.BadNetworkException;
import io.afluente.model.network.NetworkDefinition;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.AdaBelief;

/** DL4J's JSON of a configuration, read with care. */
public final class NetworkConfiguration {
    /** 256 MB of parameters: far beyond what one learner's transaction can carry. */
    static final long MAX_PARAMETERS = 64L << 20;

    private static final int MAX_ITERATION = Integer.MAX_VALUE - 1;

    // One key twice would let DL4J's parser see another class than the check did.
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private NetworkConfiguration() {}

    /**
     * A configuration of its own for every caller, since networks write to theirs: a list of
     * layers, or a graph. Allocates nothing for the network itself.
     *
     * @throws BadNetworkException if it is no configuration, names classes that are not DL4J's, or
     *     is too big
     */
    public static NetworkDefinition read(String json) {
        JsonNode tree = tree(json);
        NetworkDefinition definition = readByDl4j(tree);
        check(definition);
        return definition;
    }

    /**
     * Reads a list of layers.
     *
     * @throws BadNetworkException as {@link #read}, and for a graph
     */
    public static MultiLayerConfiguration parse(String json) {
        if (read(json) instanceof NetworkDefinition.Chain chain) {
            return chain.network();
        }
        throw new BadNetworkException("configuration: a list of layers is needed, not a graph");
    }

    private static void check(NetworkDefinition definition) {
        checkType(definition.dataType());
        for (NeuralNetConfiguration layer : definition.layers()) {
            checkType(layer.getDataType());
            checkUpdater(layer.getLayer());
        }
        long parameters = definition.parameters();
        if ((parameters < 1 && !NoHead.is(definition)) || parameters > MAX_PARAMETERS) {
            throw new BadNetworkException(
                    "configuration: a network has 1 to "
                            + MAX_PARAMETERS
                            + " parameters, not "
                            + parameters);
        }
    }

    /** The same network always as the same text, without the traces that running it leaves. */
    public static String canonical(NetworkDefinition definition) {
        definition.setSteps(0);
        definition.forgetRuns();
        return definition.toJson();
    }

    /** The same of a list of layers. */
    public static String canonical(MultiLayerConfiguration configuration) {
        return canonical(new NetworkDefinition.Chain(configuration));
    }

    public static long countParameters(MultiLayerConfiguration configuration) {
        return new NetworkDefinition.Chain(configuration).parameters();
    }

    /**
     * The steps as DL4J counts them. It does so in an {@code int}, and Adam adds one: a network
     * that has taken more stays at the last that it can count, where schedules have long come to
     * rest and the correction of young moments is nothing.
     */
    public static int iteration(long steps) {
        return (int) Math.min(steps, MAX_ITERATION);
    }

    /**
     * The JSON of a configuration that names DL4J's own classes alone. What was checked is what
     * DL4J gets, not the text that it came from.
     *
     * @throws BadNetworkException if it is no JSON, or names other classes
     */
    static JsonNode tree(String json) {
        try {
            JsonNode tree = JSON.readTree(json);
            ClassNames.check(tree);
            return tree;
        } catch (JsonProcessingException e) {
            throw new BadNetworkException("configuration: no JSON: " + e.getOriginalMessage(), e);
        }
    }

    // DL4J 1.0.0-M2.1 can't start this one: it asks a vector for its second dimension.
    private static void checkUpdater(Layer layer) {
        if (layer instanceof BaseLayer learning
                && (learning.getIUpdater() instanceof AdaBelief
                        || learning.getBiasUpdater() instanceof AdaBelief)) {
            throw new BadNetworkException("configuration: AdaBelief does not work in this DL4J");
        }
    }

    private static void checkType(DataType type) {
        if (type != DataType.FLOAT) {
            throw new BadNetworkException(
                    "configuration: dataType: FLOAT, not "
                            + type
                            + ". In DL4J convertDataType(DataType.FLOAT) gives the network that can"
                            + " be used");
        }
    }

    // DL4J reports what it can't read by whatever exception it runs into.
    private static NetworkDefinition readByDl4j(JsonNode tree) {
        try {
            return GraphConfiguration.isGraph(tree)
                    ? GraphConfiguration.read(tree)
                    : new NetworkDefinition.Chain(list(tree.toString()));
        } catch (BadNetworkException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new BadNetworkException(
                    "configuration: DL4J can't read it: "
                            + OneLine.first(e.getMessage(), "no reason given"),
                    e);
        }
    }

    private static MultiLayerConfiguration list(String json) {
        MultiLayerConfiguration configuration = MultiLayerConfiguration.fromJson(json);
        if (configuration == null
                || configuration.getConfs() == null
                || configuration.getConfs().isEmpty()
                || configuration.getConfs().stream()
                        .anyMatch(layer -> layer == null || layer.getLayer() == null)) {
            throw new BadNetworkException("configuration: no layers");
        }
        return configuration;
    }
}
