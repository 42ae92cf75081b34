package io.afluente.model;

import io.afluente.image.Image;
import java.util.List;

/** The first answer of a network: slow things happen here, and a sick network is found out. */
final class WarmUp {
    private WarmUp() {}

    /**
     * Classifies one black image.
     *
     * @throws BadNetwork if the answer is no set of probabilities
     */
    static void answerBlank(Classifier classifier, NetworkSpec spec) {
        Image blank = new Image(spec.input(), new byte[spec.input().size()]);
        float[] answer = classifier.predict(List.of(blank)).get(0).probabilities();
        double sum = 0;
        for (float probability : answer) {
            sum += probability;
        }
        if (answer.length != spec.labels().size() || !(Math.abs(sum - 1) < 1e-3)) {
            throw new BadNetwork(
                    spec.name()
                            + ": "
                            + spec.labels().size()
                            + " probabilities that sum to 1 are needed; it gives "
                            + answer.length
                            + " that sum to "
                            + sum);
        }
    }
}
