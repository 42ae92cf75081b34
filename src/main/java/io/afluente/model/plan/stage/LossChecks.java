package io.afluente.model.plan.stage;

import io.afluente.model.network.NetworkLayer.Output;
import io.afluente.model.network.UnsupportedLayerException;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** The one end of a network that a plan has: softmax and cross-entropy, all classes alike. */
final class LossChecks {
    private LossChecks() {}

    /** Refuses any other. */
    static void check(Output layer) throws UnsupportedLayerException {
        UnsupportedLayerException.unless(
                layer.name(),
                layer.function() instanceof ActivationSoftmax,
                "an output of " + layer.function());
        UnsupportedLayerException.unless(
                layer.name(),
                layer.loss() instanceof LossMCXENT entropy && entropy.getWeights() == null,
                "the loss " + layer.loss());
    }
}
