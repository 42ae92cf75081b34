package io.afluente.web.infer;

import io.afluente.model.Answer;
import io.afluente.model.NetworkSpec;
import io.afluente.model.Prediction;
import io.afluente.model.TopLabels;
import io.afluente.web.infer.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes tensors of answers.
 *
 * @param answers one for each picture, at least one
 * @param spec has the names of labels
 */
record OutputTensors(List<Answered> answers, NetworkSpec spec) {
    /** All that there are, in the order in which the metadata has them. */
    List<OutputTensor> all() {
        List<OutputTensor> tensors = new ArrayList<>();
        int count = answers.size();
        List<Integer> each = List.of(count);
        tensors.add(new OutputTensor(Tensors.LABEL, each, labels()));
        tensors.add(new OutputTensor(Tensors.LABEL_NAME, each, names()));
        tensors.add(new OutputTensor(Tensors.CONFIDENCE, each, confidences()));
        if (answers.stream().allMatch(one -> one.answer() instanceof Prediction)) {
            tensors.add(probabilities());
        } else {
            addTop(tensors);
        }
        if (answers.get(0).id() != null) {
            String[] ids = answers.stream().map(Answered::id).toArray(String[]::new);
            tensors.add(new OutputTensor(Tensors.ID, each, ids));
        }
        return tensors;
    }

    private long[] labels() {
        return answers.stream().mapToLong(one -> one.answer().label()).toArray();
    }

    private String[] names() {
        return answers.stream().map(one -> name(one.answer().label())).toArray(String[]::new);
    }

    /** A label that was added a moment ago may be known by its number alone. */
    private String name(int label) {
        List<String> known = spec.labels();
        return label < known.size() ? known.get(label) : String.valueOf(label);
    }

    private float[] confidences() {
        float[] confidences = new float[answers.size()];
        for (int i = 0; i < confidences.length; i++) {
            confidences[i] = answers.get(i).answer().confidence();
        }
        return confidences;
    }

    /** Versions may differ by a label that was added: whoever doesn't know it gives it nothing. */
    private OutputTensor probabilities() {
        List<float[]> rows =
                answers.stream().map(one -> ((Prediction) one.answer()).probabilities()).toList();
        int width = rows.stream().mapToInt(row -> row.length).max().orElseThrow();
        float[] values = new float[rows.size() * width];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(rows.get(i), 0, values, i * width, rows.get(i).length);
        }
        return new OutputTensor(Tensors.PROBABILITIES, List.of(rows.size(), width), values);
    }

    private void addTop(List<OutputTensor> tensors) {
        List<List<TopLabels.Ranked>> rows =
                answers.stream().map(one -> ranked(one.answer())).toList();
        int width = rows.stream().mapToInt(List::size).min().orElseThrow();
        long[] labels = new long[rows.size() * width];
        float[] probabilities = new float[labels.length];
        for (int i = 0; i < labels.length; i++) {
            TopLabels.Ranked ranked = rows.get(i / width).get(i % width);
            labels[i] = ranked.label();
            probabilities[i] = ranked.probability();
        }
        List<Integer> shape = List.of(rows.size(), width);
        tensors.add(new OutputTensor(Tensors.TOP_LABEL, shape, labels));
        tensors.add(new OutputTensor(Tensors.TOP_PROBABILITY, shape, probabilities));
    }

    private static List<TopLabels.Ranked> ranked(Answer answer) {
        return answer instanceof TopLabels top
                ? top.ranked()
                : TopLabels.of((Prediction) answer, Integer.MAX_VALUE).ranked();
    }
}
