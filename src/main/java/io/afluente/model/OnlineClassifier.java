package io.afluente.model;

import io.afluente.evaluate.Resumable;
import io.afluente.image.LabeledImage;
import java.util.List;

/**
 * A classifier that goes on learning, one mini-batch at a time.
 *
 * <p>Deterministic: the parameters after step k depend on the network, its seed and the
 * mini-batches 1 to k alone, on one machine type, native library and thread setting. Any randomness
 * of step k (dropout) is seeded from (seed, k). What it saves is parameters, updater state and
 * counters.
 */
public interface OnlineClassifier extends Classifier, Resumable {
    /**
     * Tests, then trains: answers the mini-batch by the parameters as they are, then takes one step
     * of the updater down the gradient of the mean loss.
     *
     * @param batch between 1 and {@link #maxBatch()} examples
     * @param rateScale multiplies the updater's configured learning rate for this step; 1 leaves it
     */
    Step learn(List<LabeledImage> batch, double rateScale);

    /** Steps taken since the network was new. */
    long steps();

    /** A copy of all parameters in DL4J's order (of {@code MultiLayerNetwork.params()}). */
    float[] parameters();

    /** Replaces the parameters, in DL4J's order; updater state and counters stay. */
    void setParameters(float[] parameters);

    /** The updater forgets its momentum; parameters and counters stay. */
    void resetUpdater();

    /** Everything a checkpoint needs, copied out; in DL4J's order. */
    SavedNetwork saved();
}
