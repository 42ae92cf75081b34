package io.afluente.learn.gate;

import io.afluente.image.Image;
import io.afluente.learn.example.Example;
import io.afluente.learn.example.Tested;
import io.afluente.model.OnlineClassifier;
import io.afluente.model.Prediction;
import io.afluente.model.dl4j.Rehearsal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Asks a network, by its own parameters or by others that are put in for the time being: afterwards
 * it is as it was.
 */
public final class NetworkEvaluator implements Evaluator {
    private final OnlineClassifier model;
    private final UnaryOperator<float[]> fit;
    private final Set<float[]> speechless = Collections.newSetFromMap(new IdentityHashMap<>());

    public NetworkEvaluator(OnlineClassifier model) {
        this(model, UnaryOperator.identity());
    }

    /**
     * @param fit makes parameters of this network of those of a version with fewer labels
     */
    public NetworkEvaluator(OnlineClassifier model, UnaryOperator<float[]> fit) {
        this.model = model;
        this.fit = fit;
    }

    /** Answers by the network as it is. */
    public List<Prediction> answers(List<Example> examples) {
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
        List<Prediction> answers = with(parameters, () -> answers(examples));
        for (int i = 0; i < right.length; i++) {
            Tested tested = new Tested(examples.get(i), answers.get(i));
            right[i] = tested.answer() == tested.label();
            note(parameters, answers.get(i));
        }
        return right;
    }

    @Override
    public boolean leftUnanswered(float[] parameters) {
        for (Image picture : Rehearsal.pictures(model.input())) {
            note(parameters, with(parameters, () -> model.predict(List.of(picture))).get(0));
        }
        return speechless.contains(parameters);
    }

    private void note(float[] parameters, Prediction answer) {
        if (!answer.namesALabel()) {
            speechless.add(parameters);
        }
    }

    private <T> T with(float[] parameters, Supplier<T> question) {
        float[] own = model.parameters();
        model.setParameters(parameters.length == own.length ? parameters : fit.apply(parameters));
        T answer = question.get();
        model.setParameters(own);
        return answer;
    }

    private static List<Image> images(List<Example> examples) {
        return examples.stream().map(example -> example.labeled().image()).toList();
    }
}
