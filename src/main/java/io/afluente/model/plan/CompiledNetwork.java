package io.afluente.model.plan;

import io.afluente.model.network.Grid;
import io.afluente.model.plan.kernel.Stage;
import io.afluente.model.plan.stage.StageGraph;
import io.afluente.model.plan.stage.WrittenStages;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;

/**
 * A compiled network without memory: its stages in order, once to learn and once to answer alone,
 * and how its parameters lie. Plans are made from it; it is immutable and can be shared by threads.
 */
public final class CompiledNetwork {
    private final WrittenStages learning;
    private final WrittenStages answering;
    private final int parameters;
    private final String configuration;
    private final long seed;

    CompiledNetwork(
            WrittenStages learning,
            WrittenStages answering,
            int parameters,
            MultiLayerConfiguration configuration) {
        this.learning = learning;
        this.answering = answering;
        this.parameters = parameters;
        this.configuration = configuration.toJson();
        this.seed = configuration.getConf(0).getSeed();
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
    MultiLayerConfiguration configuration() {
        return MultiLayerConfiguration.fromJson(configuration);
    }

    int classes() {
        StageGraph graph = learning.graph();
        return graph.shape(graph.values() - 1).size();
    }
}
