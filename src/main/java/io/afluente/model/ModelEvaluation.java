package io.afluente.model;

import static java.util.Comparator.comparing;

import io.afluente.evaluate.ConfusionCounts;
import io.afluente.evaluate.ManyLabels;
import io.afluente.image.BadImageException;
import io.afluente.image.LabeledImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.evaluation.EvaluationAveraging;
import org.nd4j.evaluation.classification.Evaluation;

/**
 * How good a classifier is on a labelled data set, by ND4J's {@code Evaluation}.
 *
 * @param examples how many were classified
 * @param unanswered for how many of them the network gave no numbers: wrong, by no label
 * @param accuracy share of examples whose most probable label is right
 * @param loss mean cross-entropy in nats
 * @param classes scores of each label, in the model's order
 * @param macro mean over classes, of what was answered; as ND4J has it, classes without a value
 *     (never predicted, or without examples) are left out
 * @param micro over all that was answered at once; equal to the accuracy where all was
 * @param confusion how often a label (row) was answered by a label (column); empty for more than
 *     100 labels
 * @param mistaken what was taken for what, the most frequent first: 100 at most
 * @param neverPredicted labels that no example was answered by
 */
public record ModelEvaluation(
        int examples,
        int unanswered,
        double accuracy,
        double loss,
        List<ClassScore> classes,
        Average macro,
        Average micro,
        List<List<Integer>> confusion,
        List<Mistaken> mistaken,
        List<String> neverPredicted) {
    private static final int MOST_MISTAKEN = 100;

    /** How many examples of a label were answered by another one. */
    public record Mistaken(String label, String answer, int examples) {}

    /** Scores of one label; 0 where there is nothing to divide by. */
    public record ClassScore(
            String label, int examples, double precision, double recall, double f1) {}

    /** Precision, recall and F1 over all labels. */
    public record Average(double precision, double recall, double f1) {}

    /**
     * Classifies all examples, in batches as large as the classifier takes.
     *
     * @param labels the model's
     * @param examples at least one
     */
    public static ModelEvaluation of(
            Classifier classifier, List<String> labels, Iterable<LabeledImage> examples) {
        Evaluation evaluation = new Evaluation(labels);
        Totals totals = new Totals(classifier, labels.size(), evaluation);
        examples.forEach(totals::add);
        totals.classifyPending();
        if (totals.examples == 0) {
            throw new BadImageException("pictures: there are none to evaluate on");
        }
        return of(evaluation, labels, totals);
    }

    private static ModelEvaluation of(Evaluation evaluation, List<String> labels, Totals totals) {
        return new ModelEvaluation(
                totals.examples,
                totals.unanswered(),
                totals.counts.accuracy(),
                totals.loss / totals.examples,
                IntStream.range(0, labels.size())
                        .mapToObj(label -> score(evaluation, labels, totals, label))
                        .toList(),
                average(evaluation, EvaluationAveraging.Macro),
                average(evaluation, EvaluationAveraging.Micro),
                confusion(totals.counts, labels.size()),
                mistaken(totals.counts, labels),
                totals.counts.neverPredicted().stream().map(labels::get).toList());
    }

    private static ClassScore score(
            Evaluation evaluation, List<String> labels, Totals totals, int label) {
        int answered = evaluation.classCount(label);
        int all = answered + totals.unanswered[label];
        double precision = evaluation.precision(label);
        double recall = evaluation.recall(label) * (all == 0 ? 1 : (double) answered / all);
        double sum = precision + recall;
        double f1 = sum == 0 ? 0 : 2 * precision * recall / sum;
        return new ClassScore(labels.get(label), all, precision, recall, f1);
    }

    private static Average average(Evaluation evaluation, EvaluationAveraging averaging) {
        return new Average(
                evaluation.precision(averaging),
                evaluation.recall(averaging),
                evaluation.f1(averaging));
    }

    private static List<List<Integer>> confusion(ConfusionCounts counts, int labels) {
        if (ManyLabels.are(labels)) {
            return List.of();
        }
        return IntStream.range(0, labels)
                .mapToObj(
                        actual ->
                                IntStream.range(0, labels)
                                        .mapToObj(answer -> (int) counts.count(actual, answer))
                                        .toList())
                .toList();
    }

    private static List<Mistaken> mistaken(ConfusionCounts counts, List<String> labels) {
        List<Mistaken> all = new ArrayList<>();
        counts.forEach(
                (label, answer, examples) -> {
                    if (label != answer) {
                        all.add(
                                new Mistaken(
                                        labels.get(label), labels.get(answer), (int) examples));
                    }
                });
        return all.stream()
                .sorted(comparing(Mistaken::examples).reversed())
                .limit(MOST_MISTAKEN)
                .toList();
    }

    /** Gathers examples to batches and answers to sums. */
    private static final class Totals {
        private final Classifier classifier;
        private final int labels;
        private final Evaluation evaluation;
        private final List<LabeledImage> pending = new ArrayList<>();
        private final int[] unanswered;
        private final ConfusionCounts counts;
        private int examples;
        private double loss;

        Totals(Classifier classifier, int labels, Evaluation evaluation) {
            this.classifier = classifier;
            this.labels = labels;
            this.evaluation = evaluation;
            this.unanswered = new int[labels];
            this.counts = new ConfusionCounts(labels);
        }

        int unanswered() {
            return IntStream.of(unanswered).sum();
        }

        void add(LabeledImage example) {
            pending.add(example);
            if (pending.size() == classifier.maxBatch()) {
                classifyPending();
            }
        }

        void classifyPending() {
            if (pending.isEmpty()) {
                return;
            }
            Batches.checkLabels(pending, labels);
            List<Prediction> answers = classifier.predict(Batches.images(pending));
            for (int i = 0; i < answers.size(); i++) {
                count(answers.get(i), pending.get(i).label());
            }
            loss += CrossEntropy.mean(answers, pending) * pending.size();
            examples += pending.size();
            pending.clear();
        }

        private void count(Prediction answer, int label) {
            counts.update(label, answer.label());
            if (answer.namesALabel()) {
                evaluation.eval(answer.label(), label);
            } else {
                unanswered[label]++;
            }
        }
    }
}
