package io.afluente.model.plan;

import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.updater.UpdaterBlock;

/**
 * A plan that also learns. One forward pass is both the answer and the beginning of the step,
 * unless dropout or batch normalisation make training answer differently: then the answer comes
 * from a pass of its own, before.
 *
 * <p>A mini-batch may be split into shards: the bits of a step depend on how many there are, and
 * not on how many threads compute them.
 *
 * <p>Parameters and updater state go in and out in DL4J's order. Belongs to one thread at a time.
 */
public final class LearningPlan implements AutoCloseable {
    private final CompiledNetwork blueprint;
    private final Updates updates;
    private final GradientSum gradients;
    private final List<Shard> shards;
    private final ShardThreads threads;

    /**
     * A plan for at most so many examples at once, which are not split. Its parameters are 0 and
     * its updaters new.
     */
    public LearningPlan(CompiledNetwork blueprint, int maxBatch) {
        this(blueprint, maxBatch, 1, 1);
    }

    /**
     * The same, where examples are split.
     *
     * @param shards into so many parts; 1 where a stage must see the whole mini-batch
     * @param threads that compute them
     */
    public LearningPlan(CompiledNetwork blueprint, int maxBatch, int shards, int threads) {
        this.blueprint = blueprint;
        this.updates = new Updates(blueprint.definition(), blueprint.parameters());
        this.gradients = new GradientSum(updates.gradients(), shards);
        int largest = new Split(maxBatch, shards).largest();
        this.shards = IntStream.range(0, shards).mapToObj(i -> shard(i, largest)).toList();
        this.threads = new ShardThreads(Math.min(threads, shards));
    }

    private Shard shard(int index, int maxBatch) {
        return new Shard(
                new Plan(blueprint, maxBatch, updates.parameters(), gradients.of(index)), index);
    }

    /** As {@link Plan#answer}. */
    public float[][] answer(int examples, ExampleInputs inputs) {
        Split split = new Split(examples, shards.size());
        float[][] answers = new float[examples][];
        threads.each(split.used(), i -> shards.get(i).answer(split, inputs, answers));
        return answers;
    }

    /**
     * Answers the examples, then takes a step of the updaters down the gradient of their mean
     * cross-entropy.
     *
     * @param labels of the examples, as many as there are
     * @param seed of this step's dropout
     * @param iteration steps taken before, for schedules and bias correction
     * @return a row of probabilities for each example, by the parameters before the step
     */
    public float[][] learn(int[] labels, ExampleInputs inputs, long seed, int iteration) {
        Split split = new Split(labels.length, shards.size());
        float weight = updates.takesMean() ? 1f / labels.length : 1;
        float[][] answers = new float[labels.length][];
        threads.each(
                split.used(),
                i -> shards.get(i).learn(split, inputs, labels, weight, seed, answers));
        gradients.addUp(split.used());
        updates.apply(iteration);
        return answers;
    }

    /** How many parameters the network has. */
    public int parameterCount() {
        return blueprint.parameters();
    }

    /** A copy of the parameters. */
    public float[] parameters() {
        return shards.get(0).plan().parameters();
    }

    /** Replaces the parameters. */
    public void setParameters(float[] values) {
        shards.get(0).plan().setParameters(values);
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
        threads.close();
        shards.forEach(Shard::close);
        gradients.close();
        updates.close();
    }
}
