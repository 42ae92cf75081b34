package io.afluente.model.plan;

import static io.afluente.model.plan.TestPlans.convolution;
import static io.afluente.model.plan.TestPlans.dense;
import static io.afluente.model.plan.TestPlans.output;
import static io.afluente.model.plan.TestPlans.pooling;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer.PoolingType;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The gradient, by which a plan learns, is the slope of the loss that it can be seen to have. */
class FiniteDifferencesTest {
    private static final int EXAMPLES = 8;
    private static final float DISTANCE = 1e-2f;

    /** Where running statistics of 4 channels lie, behind a convolution, factors and summands. */
    private static final int RUNNING = 4 * 3 * 3 * 3 + 4 + 4 + 4;

    private final float[] inputs = TestPlans.numbers(EXAMPLES * TestPlans.INPUT.size(), 1, 1);
    private final int[] labels = TestPlans.labels(EXAMPLES, 2);

    private static Stream<Arguments> networks() {
        Layer twice =
                new LossLayer.Builder(LossFunction.MCXENT).activation(Activation.SOFTMAX).build();
        return Stream.of(
                Arguments.of(
                        "convolutions",
                        List.of(
                                convolution(Activation.TANH),
                                pooling(PoolingType.AVG),
                                convolution(Activation.SIGMOID),
                                output())),
                Arguments.of(
                        "max pooling and ReLU",
                        List.of(convolution(Activation.RELU), pooling(PoolingType.MAX), output())),
                Arguments.of(
                        "shapes",
                        List.of(
                                new ZeroPaddingLayer(1, 2),
                                new DepthwiseConvolution2D.Builder(3, 3)
                                        .depthMultiplier(2)
                                        .activation(Activation.SWISH)
                                        .build(),
                                new Upsampling2D.Builder(2).build(),
                                new Cropping2D(1, 2),
                                new SeparableConvolution2D.Builder(2, 2)
                                        .nOut(3)
                                        .activation(Activation.GELU)
                                        .build(),
                                new GlobalPoolingLayer(
                                        org.deeplearning4j.nn.conf.layers.PoolingType.AVG),
                                output())),
                Arguments.of("dense", List.of(dense(Activation.SOFTPLUS), output())),
                Arguments.of("softmax twice", List.of(dense(Activation.SOFTMAX), twice)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void shouldFollowTheSlopeOfTheLoss(String name, List<Layer> layers) {
        CompiledNetwork blueprint = TestPlans.compile(layers.toArray(Layer[]::new));
        float[] parameters = TestPlans.numbers(blueprint.parameters(), 0.3, 3);
        try (LearningPlan plan = new LearningPlan(blueprint, EXAMPLES)) {
            float[] gradient = gradient(plan, parameters);
            for (int i = 0; i < 10; i++) {
                float[] direction = TestPlans.numbers(parameters.length, 1, 10 + i);
                scale(direction, DISTANCE / length(direction));

                double slope =
                        loss(plan, sum(parameters, direction, 1))
                                - loss(plan, sum(parameters, direction, -1));

                assertThat(2 * product(gradient, direction))
                        .isCloseTo(slope, within(2e-3 * DISTANCE * length(gradient)));
            }
        }
    }

    // with SGD at rate 1 a step is the gradient
    private float[] gradient(LearningPlan plan, float[] parameters) {
        plan.setParameters(parameters);
        plan.inputs().put(0, inputs);
        plan.learn(labels, 0, 0);
        return sum(parameters, plan.parameters(), -1);
    }

    /** Batch normalisation: what a step trains on are statistics of the mini-batch itself. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldFollowTheSlopeThroughTheStatisticsOfABatch(boolean logarithmic) {
        CompiledNetwork blueprint =
                TestPlans.compile(
                        convolution(Activation.IDENTITY),
                        new BatchNormalization.Builder(0, true).useLogStd(logarithmic).build(),
                        new ActivationLayer(Activation.TANH),
                        output());
        float[] parameters = TestPlans.numbers(blueprint.parameters(), 0.3, 3);
        Arrays.fill(parameters, RUNNING, RUNNING + 8, 1);
        try (LearningPlan plan = new LearningPlan(blueprint, EXAMPLES)) {
            float[] gradient = gradient(plan, parameters);
            for (int i = 0; i < 10; i++) {
                float[] direction = TestPlans.numbers(parameters.length, 1, 10 + i);
                Arrays.fill(direction, RUNNING, RUNNING + 8, 0);
                scale(direction, DISTANCE / length(direction));

                double slope =
                        lossInTraining(plan, sum(parameters, direction, 1))
                                - lossInTraining(plan, sum(parameters, direction, -1));

                assertThat(2 * product(gradient, direction))
                        .isCloseTo(slope, within(2e-3 * DISTANCE * length(gradient)));
            }
        }
    }

    // a step that keeps nothing of the running statistics leaves those of its batch there
    private double lossInTraining(LearningPlan plan, float[] parameters) {
        plan.setParameters(parameters);
        plan.inputs().put(0, inputs);
        plan.learn(labels, 0, 0);
        float[] byBatch = parameters.clone();
        System.arraycopy(plan.parameters(), RUNNING, byBatch, RUNNING, 8);
        return loss(plan, byBatch);
    }

    private double loss(LearningPlan plan, float[] parameters) {
        plan.setParameters(parameters);
        plan.inputs().put(0, inputs);
        float[][] answers = plan.answer(EXAMPLES);
        double sum = 0;
        for (int i = 0; i < EXAMPLES; i++) {
            sum -= Math.log(answers[i][labels[i]]);
        }
        return sum / EXAMPLES;
    }

    private static float[] sum(float[] a, float[] b, float factor) {
        float[] sum = a.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * b[i];
        }
        return sum;
    }

    private static void scale(float[] vector, double factor) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= (float) factor;
        }
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
