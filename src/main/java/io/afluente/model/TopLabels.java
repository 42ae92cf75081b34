package io.afluente.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The most probable labels of a prediction.
 *
 * @param ranked the most probable first, of equal ones the first label; at least one
 */
public record TopLabels(List<Ranked> ranked) implements Answer {
    /** A label's index, and its probability. */
    public record Ranked(int label, float probability) {}

    public TopLabels {
        if (ranked.isEmpty()) {
            throw new IllegalArgumentException("at least one label is needed");
        }
        ranked = List.copyOf(ranked);
    }

    /** So many of a prediction's labels; all of them where it has fewer. */
    public static TopLabels of(Prediction prediction, int most) {
        float[] probabilities = prediction.probabilities();
        int[] labels = largest(probabilities, Math.min(most, probabilities.length));
        List<Ranked> ranked = new ArrayList<>(labels.length);
        for (int label : labels) {
            ranked.add(new Ranked(label, probabilities[label]));
        }
        return new TopLabels(ranked);
    }

    /** Indices in falling order: nearly every value is passed over after one comparison. */
    private static int[] largest(float[] values, int most) {
        int[] best = new int[most];
        int found = 0;
        for (int i = 0; i < values.length; i++) {
            if (found == most && values[i] <= values[best[most - 1]]) {
                continue;
            }
            int place = found < most ? found++ : most - 1;
            while (place > 0 && values[i] > values[best[place - 1]]) {
                best[place] = best[--place];
            }
            best[place] = i;
        }
        return best;
    }

    @Override
    public int label() {
        return ranked.get(0).label();
    }

    @Override
    public float confidence() {
        return ranked.get(0).probability();
    }

    @Override
    public double apartFrom(Prediction again) {
        float[] now = again.probabilities();
        double apart = 0;
        for (Ranked then : ranked) {
            if (then.label() >= now.length) {
                return 1;
            }
            apart = Math.max(apart, Math.abs((double) then.probability() - now[then.label()]));
        }
        return equals(of(again, ranked.size())) ? 0 : Math.max(apart, Double.MIN_VALUE);
    }
}
