package io.afluente.model.plan.stage;

import io.afluente.model.network.NetworkLayer.Output;
import io.afluente.model.network.UnsupportedLayerException;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** The one end of a network that a plan has: softmax and cross-entropy. */
final class LossChecks {
    private LossChecks() {}

    /** Refuses any other. */
    static void check(Output layer) throws UnsupportedLayerException {
        UnsupportedLayerException.unless(
                layer.name(),
                layer.function() instanceof ActivationSoftmax || isIdentity(layer),
                "an output of " + layer.function());
        UnsupportedLayerException.unless(
                layer.name(), layer.loss() instanceof LossMCXENT, "the loss " + layer.loss());
    }

    /** Whether softmax must be the layer's before. */
    static boolean isIdentity(Output layer) {
        return layer.function() instanceof ActivationIdentity;
    }

    /** What an example of each class counts in the loss; empty where all count alike. */
    static List<Float> weights(Output layer) {
        INDArray weights = ((LossMCXENT) layer.loss()).getWeights();
        List<Float> values = new ArrayList<>();
        for (long i = 0; weights != null && i < weights.length(); i++) {
            values.add(weights.getFloat(i));
        }
        return values;
    }
}
