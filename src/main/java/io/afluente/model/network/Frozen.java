package io.afluente.model.network;

import java.util.List;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;

/** Tells layers whose parameters stay as they are from those that learn. */
final class Frozen {
    private Frozen() {}

    /** Whether a step can change the layer's parameters. */
    static boolean learns(BaseLayer layer) {
        return !isEmpty(layer.getRegularization())
                || !isEmpty(layer.getRegularizationBias())
                || !standsStill(layer.getIUpdater())
                || (layer.getBiasUpdater() != null && !standsStill(layer.getBiasUpdater()));
    }

    private static boolean standsStill(IUpdater updater) {
        return updater instanceof Sgd sgd
                && sgd.getLearningRateSchedule() == null
                && sgd.getLearningRate() == 0;
    }

    private static boolean isEmpty(List<?> list) {
        return list == null || list.isEmpty();
    }
}
