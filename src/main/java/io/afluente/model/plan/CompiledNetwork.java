package io.afluente.model.plan;

import io.afluente.model.network.Grid;
import io.afluente.model.network.NetworkDefinition;
import io.afluente.model.plan.kernel.Stage;
import io.afluente.model.plan.stage.StageGraph;
import io.afluente.model.plan.stage.WrittenStages;
import java.util.List;

/**
 * A compiled network without memory: its stages in order, once to learn and once to answer alone,
 * and how its parameters lie. Plans are made from it; it is immutable and can be shared by threads.
 */
public final class CompiledNetwork {
    private final WrittenStages learning;
    private final WrittenStages answering;
    private final int parameters;
    private final NetworkDefinition definition;
    private final long seed;

    CompiledNetwork(
            WrittenStages learning,
            WrittenStages answering,
            int parameters,
            NetworkDefinition definition) {
        this.learning = learning;
        this.answering = answering;
        this.parameters = parameters;
        this.definition = definition.copy();
        this.seed = definition.seed();
    }

    /** How many parameters the network has. */
    public int parameters() {
        return parameters;
    }

    /**
     * What a plan that only answers needs for each image: its input, and the largest layer twice,
     * or as often as branches need it.
     */
    public long bytesOfAnAnswer() {
        StageGraph graph = answering.graph();
        int slots = Math.max(2, new BufferLayout(graph, false).valueSlots());
        return Float.BYTES * (input().size() + slots * largest(graph));
    }

    /** What a plan that learns needs for each example: each layer, and two gradients or more. */
    public long bytesOfAStep() {
        StageGraph graph = learning.graph();
        int slots = Math.max(2, new BufferLayout(graph, true).gradientSlots());
        long all = graph.stages().stream().mapToLong(stage -> stage.out().size()).sum();
        return Float.BYTES * (input().size() + all + slots * largest(graph));
    }

    private static long largest(StageGraph graph) {
        return graph.stages().stream().mapToLong(stage -> stage.out().size()).max().orElse(0);
    }

    /** Whether a step must see a mini-batch whole, so that there can be one shard alone. */
    public boolean needsWholeBatch() {
        return stages().stream().anyMatch(Stage::needsWholeBatch);
    }

    /** The seed of all randomness. */
    public long seed() {
        return seed;
    }

    Grid input() {
        return learning.graph().input();
    }

    /** The stages of a plan that learns. */
    List<Stage> stages() {
        return learning.graph().stages();
    }

    WrittenStages written(boolean toLearn) {
        return toLearn ? learning : answering;
    }

    /** A configuration of its own for every caller, since networks write to theirs. */
    NetworkDefinition definition() {
        return definition.copy();
    }

    int classes() {
        StageGraph graph = learning.graph();
        return graph.shape(graph.values() - 1).size();
    }
}
