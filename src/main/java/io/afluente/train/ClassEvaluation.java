package io.afluente.train;

import io.afluente.image.LabeledImage;
import io.afluente.image.PictureForm;
import io.afluente.image.data.Dataset;
import io.afluente.model.Classifier;
import io.afluente.model.Engine;
import io.afluente.model.ModelEvaluation;
import io.afluente.model.ModelEvaluation.ClassScore;
import io.afluente.model.SavedNetwork;
import io.afluente.model.ServableNetwork;
import java.util.List;
import java.util.Set;

/**
 * Examples that are never trained on, to measure versions by.
 *
 * @param name of them: validation or test
 * @param engine that answers them
 */
public record ClassEvaluation(String name, Dataset examples, Engine engine) {
    /** How many images the engine should take at most. */
    public static final int BATCH = 256;

    /** Shares of right answers: among all, and among examples with one of the given labels. */
    record Result(double all, double ofThese) {}

    Result take(SavedNetwork network, Set<Integer> labels) {
        try (ServableNetwork servable = engine.prepare(network);
                Classifier classifier = servable.classifier()) {
            PictureForm form = network.spec().pictures();
            Iterable<LabeledImage> fitted = () -> examples.examples().map(form::fit).iterator();
            ModelEvaluation all = ModelEvaluation.of(classifier, network.spec().labels(), fitted);
            return new Result(all.accuracy(), share(all.classes(), labels));
        }
    }

    private static double share(List<ClassScore> scores, Set<Integer> labels) {
        double right = 0;
        int examples = 0;
        for (int label : labels) {
            ClassScore score = scores.get(label);
            right += score.recall() * score.examples();
            examples += score.examples();
        }
        return examples == 0 ? 0 : right / examples;
    }
}
