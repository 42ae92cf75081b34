package io.afluente.model.plan.stage;

import io.afluente.model.network.Grid;
import io.afluente.model.plan.kernel.Stage;
import java.util.List;

/**
 * A network's stages, each after those that feed it, and what flows between them: value 0 is the
 * network's input, value {@code i + 1} what stage {@code i} gives; the last value is the result.
 *
 * @param input one example
 * @param inputs for each stage, the values that it reads
 */
public record StageGraph(Grid input, List<Stage> stages, List<List<Integer>> inputs) {
    public StageGraph {
        stages = List.copyOf(stages);
        inputs = List.copyOf(inputs);
    }

    /** How many values there are. */
    public int values() {
        return stages.size() + 1;
    }

    /** The shape of one example's value. */
    public Grid shape(int value) {
        return value == 0 ? input : stages.get(value - 1).out();
    }

    /** For each value, whether parameters that learn have a part in it: it needs a gradient. */
    public boolean[] dependOnLearning() {
        boolean[] depend = new boolean[values()];
        for (int i = 0; i < stages.size(); i++) {
            depend[i + 1] = stages.get(i).learns();
            for (int value : inputs.get(i)) {
                depend[i + 1] |= depend[value];
            }
        }
        return depend;
    }

    /** For each value, the last stage that reads it; the result is read after all of them. */
    public int[] lastReaders() {
        int[] last = new int[values()];
        for (int i = 0; i < stages.size(); i++) {
            for (int value : inputs.get(i)) {
                last[value] = i;
            }
        }
        last[values() - 1] = stages.size();
        return last;
    }
}
