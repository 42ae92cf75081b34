package io.afluente.model.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afluente.image.InputShape;
import io.afluente.model.NetworkSpec;
import io.afluente.model.Normalisation;
import io.afluente.model.OnlineClassifier;
import io.afluente.model.SavedNetwork;
import io.afluente.model.TestNetworks;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer.PoolingType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** Step by step a plan goes where {@code MultiLayerNetwork} goes, whatever the settings. */
class PlanLearnsLikeStockTest {
    private static final InputShape INPUT = new InputShape(8, 7, 3);
    private static final int BATCH = 12;
    private static final int STEPS = 6;

    private static Stream<Arguments> settings() {
        return Stream.of(
                setting("L1", builder -> builder.l1(0.01)),
                setting("L2", builder -> builder.l2(0.02).l2Bias(0.01)),
                setting("weight decay", builder -> builder.weightDecay(0.02)),
                setting("bias updater", builder -> builder.biasUpdater(new Nesterovs(0.02, 0.8))),
                setting(
                        "schedule",
                        builder ->
                                builder.updater(
                                        new Nesterovs(
                                                new ExponentialSchedule(
                                                        ScheduleType.ITERATION, 0.05, 0.8)))),
                setting("whole batch", builder -> builder.miniBatch(false)));
    }

    private static Stream<Arguments> normalisations() {
        return Stream.of(GradientNormalization.values())
                .map(
                        kind ->
                                setting(
                                        kind.name(),
                                        builder ->
                                                builder.gradientNormalization(kind)
                                                        .gradientNormalizationThreshold(0.05)));
    }

    private static Stream<Arguments> updaters() {
        return Tuning.updaters().stream()
                .map(name -> Arguments.of(name, Tuning.updater(network(builder -> {}), name)));
    }

    /** DL4J answers by such a layer in place: what it then trains on must not be its own answer. */
    private static Stream<Arguments> inPlace() {
        NetworkSpec spec =
                TestNetworks.of(
                        INPUT,
                        new Normalisation(List.of(0.4f, 0.5f, 0.6f), List.of(0.3f, 0.3f, 0.3f)),
                        new ActivationLayer(Activation.TANH),
                        new ConvolutionLayer.Builder(3, 3).nOut(4).build(),
                        TestNetworks.output());
        NetworkSpec separable =
                TestNetworks.of(
                        INPUT,
                        new Normalisation(List.of(0.4f, 0.5f, 0.6f), List.of(0.3f, 0.3f, 0.3f)),
                        new ConvolutionLayer.Builder(3, 3).nOut(4).build(),
                        new SeparableConvolution2D.Builder(2, 2)
                                .depthMultiplier(2)
                                .nOut(5)
                                .activation(Activation.TANH)
                                .build(),
                        TestNetworks.output());
        return Stream.of(
                Arguments.of("an activation first", spec),
                Arguments.of("a separable convolution", separable));
    }

    private static Arguments setting(String name, Consumer<NeuralNetConfiguration.Builder> change) {
        return Arguments.of(name, network(change));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"settings", "normalisations", "updaters", "inPlace"})
    void shouldTakeTheSameSteps(String name, NetworkSpec spec) {
        SavedNetwork start = Networks.initial(spec, 3);
        try (OnlineClassifier stock = new StockNetwork(start, BATCH);
                OnlineClassifier plan = plan(start)) {
            for (int k = 0; k < STEPS; k++) {
                double expected = stock.learn(TestNetworks.examples(spec, BATCH, k), 1).loss();
                double actual = plan.learn(TestNetworks.examples(spec, BATCH, k), 1).loss();
                assertThat(actual).isCloseTo(expected, within(1e-4));
            }

            assertThat(plan.parameters()).isNotEqualTo(start.parameters());
            assertThat(plan.parameters()).containsExactly(stock.parameters(), within(2e-4f));
            assertThat(plan.saved().updaterState())
                    .containsExactly(stock.saved().updaterState(), within(2e-4f));
        }
    }

    @Test
    void shouldGoOnWhereStockStopped() {
        SavedNetwork start = Networks.initial(network(builder -> {}), 3);
        try (OnlineClassifier stock = new StockNetwork(start, BATCH)) {
            learn(stock, 0, 3);
            try (OnlineClassifier plan = plan(stock.saved())) {
                assertThat(plan.saved().updaterState())
                        .containsExactly(stock.saved().updaterState());
                learn(stock, 3, 6);
                learn(plan, 3, 6);

                assertThat(plan.parameters()).containsExactly(stock.parameters(), within(2e-4f));
            }
        }
    }

    @Test
    void shouldLeaveFrozenLayersAloneAndTeachTheOthers() {
        NetworkSpec spec = Tuning.freeze(network(builder -> {}), List.of("first", "second"));
        SavedNetwork start = Networks.initial(spec, 3);
        try (OnlineClassifier stock = new StockNetwork(start, BATCH);
                OnlineClassifier plan = plan(start)) {
            learn(stock, 0, 3);
            learn(plan, 0, 3);

            int frozen = 3 * 2 * 3 * 4 + 4 + 4 * 2 * 2 * 5 + 5;
            assertThat(Arrays.copyOf(plan.parameters(), frozen))
                    .containsExactly(Arrays.copyOf(start.parameters(), frozen));
            assertThat(plan.parameters()).containsExactly(stock.parameters(), within(2e-4f));
        }
    }

    @Test
    void shouldFreezeALayerAboveOneThatLearns() {
        NetworkSpec spec = Tuning.freeze(network(builder -> {}), List.of("second", "output"));
        SavedNetwork start = Networks.initial(spec, 3);
        try (OnlineClassifier stock = new StockNetwork(start, BATCH);
                OnlineClassifier plan = plan(start)) {
            learn(stock, 0, 3);
            learn(plan, 0, 3);

            assertThat(plan.parameters()).containsExactly(stock.parameters(), within(2e-4f));
        }
    }

    private static OnlineClassifier plan(SavedNetwork network) {
        return new PlanNetwork(network, Plans.of(network.spec()).orElseThrow(), BATCH);
    }

    private static void learn(OnlineClassifier network, int from, int to) {
        for (int k = from; k < to; k++) {
            network.learn(TestNetworks.examples(network.saved().spec(), BATCH, k), 1);
        }
    }

    private static NetworkSpec network(Consumer<NeuralNetConfiguration.Builder> change) {
        NeuralNetConfiguration.Builder builder =
                new NeuralNetConfiguration.Builder().seed(1).updater(new Adam(0.01));
        change.accept(builder);
        MultiLayerConfiguration configuration =
                builder.list()
                        .layer(
                                new ConvolutionLayer.Builder(3, 2)
                                        .name("first")
                                        .padding(1, 0)
                                        .nOut(4)
                                        .activation(Activation.TANH)
                                        .build())
                        .layer(
                                new SubsamplingLayer.Builder(PoolingType.AVG)
                                        .kernelSize(2, 2)
                                        .stride(2, 2)
                                        .build())
                        .layer(
                                new ConvolutionLayer.Builder(2, 2)
                                        .name("second")
                                        .nOut(5)
                                        .activation(Activation.SIGMOID)
                                        .build())
                        .layer(
                                new DenseLayer.Builder()
                                        .name("dense")
                                        .nOut(6)
                                        .activation(Activation.SOFTSIGN)
                                        .build())
                        .layer(TestNetworks.output())
                        .setInputType(InputType.convolutional(8, 7, 3))
                        .build();
        return new NetworkSpec(
                "test",
                INPUT,
                TestNetworks.LABELS,
                new Normalisation(List.of(0.4f, 0.5f, 0.6f), List.of(0.3f, 0.4f, 0.5f)),
                configuration.toJson());
    }
}
