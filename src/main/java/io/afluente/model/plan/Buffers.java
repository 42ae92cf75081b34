package io.afluente.model.plan;

import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What flows between stages, as few vectors as the way back allows: a plan that only answers writes
 * to two in turn, one that learns keeps each result and writes gradients to two in turn.
 */
final class Buffers {
    private final INDArray[] values;
    private final INDArray[] gradients;

    /** Lays out and allocates the vectors between {@code n} stages, numbered from 0 to n. */
    Buffers(CompiledNetwork blueprint, int maxBatch, boolean learning, NativeMemory memory) {
        List<Stage> stages = blueprint.stages();
        values = new INDArray[stages.size() + 1];
        gradients = new INDArray[stages.size() + 1];
        long[] sizes = new long[stages.size() + 1];
        sizes[0] = (long) maxBatch * blueprint.input().size();
        for (int i = 0; i < stages.size(); i++) {
            sizes[i + 1] = (long) maxBatch * stages.get(i).out().size();
        }
        allocateValues(stages, sizes, learning, memory);
        if (learning) {
            allocateGradients(stages, sizes, blueprint.lowestLearning(), memory);
        }
    }

    /** The result of stage {@code i - 1}, which is the input of stage {@code i}. */
    INDArray values(int i) {
        return values[i];
    }

    /** The gradient of the loss by {@link #values}; null where nobody needs it. */
    INDArray gradients(int i) {
        return gradients[i];
    }

    private void allocateValues(
            List<Stage> stages, long[] sizes, boolean learning, NativeMemory memory) {
        values[0] = memory.floats(sizes[0]);
        INDArray[] turns = learning ? null : twoOf(sizes, memory);
        int turn = 0;
        for (int i = 0; i < stages.size(); i++) {
            if (stages.get(i).inPlace(learning)) {
                values[i + 1] = values[i];
            } else if (learning) {
                values[i + 1] = memory.floats(sizes[i + 1]);
            } else {
                values[i + 1] = turns[turn++ % 2];
            }
        }
    }

    private void allocateGradients(
            List<Stage> stages, long[] sizes, int lowest, NativeMemory memory) {
        INDArray[] turns = twoOf(sizes, memory);
        int turn = 0;
        gradients[stages.size()] = turns[turn];
        for (int i = stages.size() - 1; i > lowest; i--) {
            turn = stages.get(i).inPlace(true) ? turn : 1 - turn;
            gradients[i] = turns[turn];
        }
    }

    private static INDArray[] twoOf(long[] sizes, NativeMemory memory) {
        long largest = Arrays.stream(sizes, 1, sizes.length).max().orElse(sizes[0]);
        return new INDArray[] {memory.floats(largest), memory.floats(largest)};
    }
}
