package io.afluente.model.file;

import io.afluente.model.BadNetworkException;
import io.afluente.model.NetworkSpec;
import io.afluente.model.network.NetworkDefinition;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * What stands behind a backbone that serves as it is: the softmax of the logits that it gives.
 * There are no parameters, so nothing that learns.
 */
public final class NoHead {
    /** How {@code model.json} says it. */
    static final String WORD = "none";

    private NoHead() {}

    /** DL4J's JSON of it. */
    public static String configuration() {
        return NetworkConfiguration.canonical(
                new NeuralNetConfiguration.Builder()
                        .seed(1)
                        .list()
                        .layer(
                                new LossLayer.Builder(LossFunction.MCXENT)
                                        .name("answer")
                                        .activation(Activation.SOFTMAX)
                                        .build())
                        .build());
    }

    /** Whether a network is that, and can't learn. */
    public static boolean is(NetworkSpec network) {
        return network.backbone().isPresent()
                && is(NetworkConfiguration.read(network.configuration()));
    }

    /**
     * To be asked before anything learns.
     *
     * @throws BadNetworkException if there is nothing that can
     */
    public static void refuseToLearn(NetworkSpec network) {
        if (is(network)) {
            throw new BadNetworkException(
                    "%s: model.json says head: none, so there is nothing that learns; it serves without a learner, as by serve --roles classify"
                            .formatted(network.name()));
        }
    }

    static boolean is(NetworkDefinition definition) {
        return definition.layers().size() == definition.nodes().size()
                && definition.layers().stream()
                        .allMatch(layer -> layer.getLayer() instanceof LossLayer);
    }
}
