package io.afluente.model;

import io.afluente.image.LabeledImage;
import java.util.List;

/** How surprised the network was by a mini-batch. */
final class CrossEntropy {
    // DL4J's own bound for the logarithm of a softmax
    private static final double LEAST_PROBABILITY = 1e-10;

    private CrossEntropy() {}

    /** The mean of {@code -ln p(label)}, in nats. */
    static double mean(List<Prediction> answers, List<LabeledImage> batch) {
        double sum = 0;
        for (int i = 0; i < batch.size(); i++) {
            float probability = answers.get(i).probabilities()[batch.get(i).label()];
            sum -= Math.log(Math.max(probability, LEAST_PROBABILITY));
        }
        return sum / batch.size();
    }
}
