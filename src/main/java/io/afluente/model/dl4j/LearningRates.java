package io.afluente.model.dl4j;

import java.util.IdentityHashMap;
import java.util.List;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * Scales the learning rate of single steps. Each updater asks its configuration for the rate, so
 * the scaled rate is written there. An updater that has no rate (AdaDelta) goes on unscaled.
 */
final class LearningRates {
    /** Live configuration, as its updater sees it, to what was configured. */
    private final IdentityHashMap<IUpdater, IUpdater> configured = new IdentityHashMap<>();

    LearningRates(List<UpdaterBlock> blocks) {
        for (UpdaterBlock block : blocks) {
            IUpdater live = block.getGradientUpdater().getConfig();
            if (live.hasLearningRate()) {
                configured.put(live, live.clone());
            }
        }
    }

    /** Sets the rates for one step: what is configured for this step, times the scale. */
    void scale(double scale, int iteration, int epoch) {
        configured.forEach(
                (live, original) ->
                        live.setLrAndSchedule(
                                original.getLearningRate(iteration, epoch) * scale, null));
    }
}
