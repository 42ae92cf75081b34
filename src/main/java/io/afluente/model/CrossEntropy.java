package io.afluente.model;

import io.afluente.image.LabeledImage;
import java.util.List;

/** How surprised the network was by a mini-batch. */
public final class CrossEntropy {
    // as for the scores, so that the two can be compared
    private static final double MIN_PROBABILITY = 1e-7;

    private CrossEntropy() {}

    /** The mean of {@code -ln p(label)}, in nats. */
    public static double mean(List<Prediction> answers, List<LabeledImage> batch) {
        double sum = 0;
        for (int i = 0; i < batch.size(); i++) {
            sum -= Math.log(probability(answers.get(i), batch.get(i).label()));
        }
        return sum / batch.size();
    }

    /** As little as can be where the network has no answer. */
    private static double probability(Prediction answer, int label) {
        return answer.namesALabel()
                ? Math.max(answer.probabilities()[label], MIN_PROBABILITY)
                : MIN_PROBABILITY;
    }
}
