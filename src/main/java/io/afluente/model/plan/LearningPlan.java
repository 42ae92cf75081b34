package io.afluente.model.plan;

import io.afluente.model.plan.kernel.KernelSequence;
import java.nio.FloatBuffer;
import java.util.List;
import org.deeplearning4j.nn.updater.UpdaterBlock;

/**
 * A plan that also learns. One forward pass is both the answer and the beginning of the step,
 * unless dropout or batch normalisation make training answer differently: then the answer comes
 * from a pass of its own, before.
 *
 * <p>Parameters and updater state go in and out in DL4J's order. Belongs to one thread at a time.
 */
public final class LearningPlan implements AutoCloseable {
    private final CompiledNetwork blueprint;
    private final Updates updates;
    private final Plan plan;

    /** A plan for at most so many examples at once, its parameters 0 and its updaters new. */
    public LearningPlan(CompiledNetwork blueprint, int maxBatch) {
        this.blueprint = blueprint;
        this.updates = new Updates(blueprint.definition(), blueprint.parameters());
        this.plan = new Plan(blueprint, maxBatch, updates.parameters(), updates.gradients());
    }

    /** As {@link Plan#inputs}. */
    public FloatBuffer inputs() {
        return plan.inputs();
    }

    /** As {@link Plan#answer}. */
    public float[][] answer(int examples) {
        return plan.answer(examples);
    }

    /**
     * Answers the first examples of the inputs, then takes a step of the updaters down the gradient
     * of their mean cross-entropy.
     *
     * @param labels of the examples, as many as there are
     * @param seed of this step's dropout
     * @param iteration steps taken before, for schedules and bias correction
     * @return a row of probabilities for each example, by the parameters before the step
     */
    public float[][] learn(int[] labels, long seed, int iteration) {
        KernelSequence pass = plan.pass(labels.length);
        pass.answer();
        float[][] answers = plan.head().probabilities(labels.length);
        if (pass.trainsOtherwise()) {
            plan.seed(seed);
            pass.train();
        }
        float weight = updates.takesMean() ? 1f / labels.length : 1;
        plan.head().writeGradient(labels, weight, BatchSizes.roundUp(labels.length));
        pass.back();
        updates.apply(iteration);
        return answers;
    }

    /** How many parameters the network has. */
    public int parameterCount() {
        return blueprint.parameters();
    }

    /** A copy of the parameters. */
    public float[] parameters() {
        return plan.parameters();
    }

    /** Replaces the parameters. */
    public void setParameters(float[] values) {
        plan.setParameters(values);
    }

    /** A copy of what the updaters remember; empty where they remember nothing. */
    public float[] updaterState() {
        return reorder(updates.state(), false);
    }

    /** Replaces what the updaters remember. */
    public void setUpdaterState(float[] values) {
        updates.setState(reorder(values.clone(), true));
    }

    /** DL4J's updaters with their live configurations. */
    public List<UpdaterBlock> updaterBlocks() {
        return updates.blocks();
    }

    // Each block's state is a number of vectors as long as its parameters.
    private float[] reorder(float[] state, boolean toPlan) {
        for (UpdaterBlock block : updates.blocks()) {
            int first = block.getParamOffsetStart();
            int end = block.getParamOffsetEnd();
            int position = block.getUpdaterViewOffsetStart();
            for (; position < block.getUpdaterViewOffsetEnd(); position += end - first) {
                blueprint.written(true).order().reorder(state, position, first, end, toPlan);
            }
        }
        return state;
    }

    @Override
    public void close() {
        plan.close();
        updates.close();
    }
}
