package io.afluente.model.plan;

import io.afluente.model.network.Grid;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;

/**
 * A compiled network without memory: its stages in order, and how its parameters lie. Plans are
 * made from it; it is immutable and can be shared by threads.
 */
public final class CompiledNetwork {
    private final Grid input;
    private final List<Stage> stages;
    private final ParameterOrder order;
    private final int parameters;
    private final String configuration;
    private final long seed;

    CompiledNetwork(
            Grid input,
            List<Stage> stages,
            ParameterOrder order,
            int parameters,
            MultiLayerConfiguration configuration) {
        this.input = input;
        this.stages = List.copyOf(stages);
        this.order = order;
        this.parameters = parameters;
        this.configuration = configuration.toJson();
        this.seed = configuration.getConf(0).getSeed();
    }

    /** How many parameters the network has. */
    public int parameters() {
        return parameters;
    }

    /**
     * What a plan that only answers needs for each image: its input, and the largest layer twice.
     */
    public long bytesOfAnAnswer() {
        long largest = stages.stream().mapToLong(stage -> stage.out().size()).max().orElse(0);
        return Float.BYTES * (input.size() + 2 * largest);
    }

    /** What a plan that learns needs for each example: each layer, and two gradients. */
    public long bytesOfAStep() {
        long largest = stages.stream().mapToLong(stage -> stage.out().size()).max().orElse(0);
        long all = stages.stream().mapToLong(stage -> stage.out().size()).sum();
        return Float.BYTES * (input.size() + all + 2 * largest);
    }

    /** The seed of all randomness. */
    public long seed() {
        return seed;
    }

    Grid input() {
        return input;
    }

    List<Stage> stages() {
        return stages;
    }

    ParameterOrder order() {
        return order;
    }

    /** A configuration of its own for every caller, since networks write to theirs. */
    MultiLayerConfiguration configuration() {
        return MultiLayerConfiguration.fromJson(configuration);
    }

    int classes() {
        return stages.isEmpty() ? input.size() : stages.get(stages.size() - 1).out().size();
    }

    /** The position of the lowest stage that learns, or the number of stages if none does. */
    int lowestLearning() {
        int lowest = 0;
        while (lowest < stages.size() && !stages.get(lowest).learns()) {
            lowest++;
        }
        return lowest;
    }
}
