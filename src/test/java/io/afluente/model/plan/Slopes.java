package io.afluente.model.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afluente.image.InputShape;
import io.afluente.model.network.NetworkDefinition;
import io.afluente.model.network.StockModel;
import io.afluente.model.network.UnsupportedLayerException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;

/**
 * Compares the gradient, by which a plan learns, with how the loss changes that the plan can be
 * seen to have, a little to either side in some directions.
 *
 * @param blueprint of a network that learns by SGD at rate 1, so that a step is the gradient
 * @param running which of its parameters are running statistics; a step has to keep nothing of what
 *     they were, and leaves those of its batch there
 * @param weights of labels in the loss
 * @param shards that a mini-batch is learned in
 */
record Slopes(CompiledNetwork blueprint, BitSet running, float[] weights, int shards) {
    /** DL4J's names of running statistics. */
    private static final Set<String> STATISTICS =
            Set.of(
                    BatchNormalizationParamInitializer.GLOBAL_MEAN,
                    BatchNormalizationParamInitializer.GLOBAL_VAR,
                    BatchNormalizationParamInitializer.GLOBAL_LOG_STD);

    private static final int EXAMPLES = 8;
    private static final int DIRECTIONS = 10;

    /** Of a network to whose loss all labels are alike. */
    static Slopes of(NetworkDefinition network, InputShape input) {
        try {
            CompiledNetwork blueprint = PlanCompiler.compile(network.copy(), input);
            float[] alike = new float[blueprint.classes()];
            Arrays.fill(alike, 1);
            return new Slopes(blueprint, runningOf(network.copy()), alike, 1);
        } catch (UnsupportedLayerException e) {
            throw new AssertionError(e);
        }
    }

    private static BitSet runningOf(NetworkDefinition network) {
        StockModel stock = StockModel.drawn(network);
        stock.parameters().assign(0);
        for (Layer layer : stock.layers()) {
            layer.paramTable().entrySet().stream()
                    .filter(parameter -> STATISTICS.contains(parameter.getKey()))
                    .forEach(parameter -> parameter.getValue().assign(1));
        }
        float[] marked = stock.parameters().toFloatVector();
        BitSet running = new BitSet();
        IntStream.range(0, marked.length).filter(i -> marked[i] == 1).forEach(running::set);
        return running;
    }

    Slopes withWeights(float... ofLabels) {
        return new Slopes(blueprint, running, ofLabels, shards);
    }

    /** Of the same network that learns from a mini-batch in parts. */
    Slopes inShards(int count) {
        return new Slopes(blueprint, running, weights, count);
    }

    /**
     * @param distance to either side: smaller where the loss bends more
     */
    void requireGradient(float distance) {
        float[] parameters = TestPlans.numbers(blueprint.parameters(), 0.3, 3);
        running.stream().forEach(i -> parameters[i] = 1);
        try (LearningPlan plan = new LearningPlan(blueprint, EXAMPLES, shards, 2)) {
            float[] gradient = sum(parameters, stepped(plan, parameters), -1);
            running.stream().forEach(i -> gradient[i] = 0);
            for (int i = 0; i < DIRECTIONS; i++) {
                float[] direction = direction(10 + i, distance);

                double slope =
                        loss(plan, sum(parameters, direction, 1))
                                - loss(plan, sum(parameters, direction, -1));

                assertThat(2 * product(gradient, direction))
                        .isCloseTo(slope, within(2e-3 * distance * length(gradient)));
            }
        }
    }

    private float[] direction(long seed, float distance) {
        float[] direction = TestPlans.numbers(blueprint.parameters(), 1, seed);
        running.stream().forEach(i -> direction[i] = 0);
        double factor = distance / length(direction);
        for (int i = 0; i < direction.length; i++) {
            direction[i] *= (float) factor;
        }
        return direction;
    }

    private float[] stepped(LearningPlan plan, float[] parameters) {
        plan.setParameters(parameters);
        plan.learn(labels(), inputs(), 0, 0);
        return plan.parameters();
    }

    /** The loss that training sees: by the statistics of the batch itself. */
    private double loss(LearningPlan plan, float[] parameters) {
        float[] byBatch = parameters.clone();
        if (!running.isEmpty()) {
            float[] stepped = stepped(plan, parameters);
            running.stream().forEach(i -> byBatch[i] = stepped[i]);
        }
        plan.setParameters(byBatch);
        float[][] answers = plan.answer(EXAMPLES, inputs());
        int[] labels = labels();
        double sum = 0;
        for (int i = 0; i < EXAMPLES; i++) {
            sum -= weights[labels[i]] * Math.log(answers[i][labels[i]]);
        }
        return sum / EXAMPLES;
    }

    private ExampleInputs inputs() {
        int size = blueprint.input().size();
        return TestPlans.examples(TestPlans.numbers(EXAMPLES * size, 1, 1), size);
    }

    private int[] labels() {
        return new Random(2).ints(EXAMPLES, 0, blueprint.classes()).toArray();
    }

    private static float[] sum(float[] a, float[] b, float factor) {
        float[] sum = a.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * b[i];
        }
        return sum;
    }

    private static double product(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    private static double length(float[] vector) {
        return Math.sqrt(product(vector, vector));
    }
}
