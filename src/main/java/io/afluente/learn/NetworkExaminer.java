package io.afluente.learn;

import io.afluente.image.Image;
import io.afluente.model.OnlineClassifier;
import io.afluente.model.Prediction;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks a network, by its own parameters or by others that are put in for the time being: afterwards
 * it is as it was.
 */
final class NetworkExaminer implements Examiner {
    private final OnlineClassifier model;

    NetworkExaminer(OnlineClassifier model) {
        this.model = model;
    }

    /** Answers by the network as it is. */
    List<Prediction> answers(List<Example> examples) {
        List<Prediction> answers = new ArrayList<>(examples.size());
        for (int from = 0; from < examples.size(); from += model.maxBatch()) {
            int to = Math.min(examples.size(), from + model.maxBatch());
            answers.addAll(model.predict(images(examples.subList(from, to))));
        }
        return answers;
    }

    @Override
    public boolean[] right(float[] parameters, List<Example> examples) {
        boolean[] right = new boolean[examples.size()];
        if (examples.isEmpty()) {
            return right;
        }
        float[] own = model.parameters();
        model.setParameters(parameters);
        List<Prediction> answers = answers(examples);
        model.setParameters(own);
        for (int i = 0; i < right.length; i++) {
            Tested tested = new Tested(examples.get(i), answers.get(i));
            right[i] = tested.answer() == tested.label();
        }
        return right;
    }

    private static List<Image> images(List<Example> examples) {
        return examples.stream().map(example -> example.labeled().image()).toList();
    }
}
