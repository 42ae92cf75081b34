package io.afluente.model.plan;

import io.afluente.model.plan.kernel.KernelSequence;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** The same part of each mini-batch, with a plan of its own and a vector for its gradient. */
final class Shard implements AutoCloseable {
    // odd and without pattern: other masks of dropout for each shard; the first keeps the step's
    private static final long SPREAD = 0xD1B54A32D192ED03L;

    private final Plan plan;
    private final int index;

    Shard(Plan plan, int index) {
        this.plan = plan;
        this.index = index;
    }

    Plan plan() {
        return plan;
    }

    /** Answers its examples, a row into {@code answers} for each. */
    void answer(Split split, ExampleInputs inputs, float[][] answers) {
        pass(split, inputs).answer();
        collect(split, answers);
    }

    /**
     * Answers its examples, and computes the gradient by them.
     *
     * @param labels of the whole mini-batch
     * @param weight of each example in the loss
     * @param seed of the step
     */
    void learn(
            Split split,
            ExampleInputs inputs,
            int[] labels,
            float weight,
            long seed,
            float[][] answers) {
        KernelSequence pass = pass(split, inputs);
        pass.answer();
        collect(split, answers);
        if (pass.trainsOtherwise()) {
            plan.seed(seed + index * SPREAD);
            pass.train();
        }
        int from = split.from(index);
        int[] own = Arrays.copyOfRange(labels, from, from + split.size(index));
        plan.head().writeGradient(own, weight, BatchSizes.roundUp(own.length));
        pass.back();
    }

    private KernelSequence pass(Split split, ExampleInputs inputs) {
        int from = split.from(index);
        int count = split.size(index);
        FloatBuffer out = plan.inputs();
        for (int example = from; example < from + count; example++) {
            inputs.write(example, out);
        }
        return plan.pass(count);
    }

    private void collect(Split split, float[][] answers) {
        int count = split.size(index);
        float[][] rows = plan.head().probabilities(count);
        System.arraycopy(rows, 0, answers, split.from(index), count);
    }

    @Override
    public void close() {
        plan.close();
    }
}
