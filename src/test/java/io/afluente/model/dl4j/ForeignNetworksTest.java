package io.afluente.model.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.model.BadNetworkException;
import io.afluente.model.Engine;
import io.afluente.model.NetworkSpec;
import io.afluente.model.Normalisation;
import io.afluente.model.OnlineClassifier;
import io.afluente.model.SavedNetwork;
import io.afluente.model.TestNetworks;
import io.afluente.model.engine.Engines;
import io.afluente.model.file.NetworkConfiguration;
import io.afluente.model.file.NetworkShapes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer.PoolingType;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.AdaBelief;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** Networks that DL4J can write and not run: each is refused in one line, wherever it is met. */
class ForeignNetworksTest {
    private static Stream<Arguments> unreadable() {
        return Stream.of(
                Arguments.of("DOUBLE", typed("DOUBLE"), "dataType: FLOAT, not DOUBLE"),
                Arguments.of("HALF", typed("HALF"), "dataType: FLOAT, not HALF"),
                Arguments.of(
                        "AdaBelief for biases",
                        TestNetworks.of(
                                hidden().biasUpdater(new AdaBelief()).build(),
                                TestNetworks.output()),
                        "AdaBelief does not work"));
    }

    private static Stream<Arguments> unanswering() {
        return Stream.of(
                Arguments.of(
                        "pooling by sums",
                        TestNetworks.of(
                                new SubsamplingLayer.Builder(PoolingType.SUM)
                                        .kernelSize(2, 2)
                                        .build(),
                                TestNetworks.output()),
                        "test: UnsupportedOperationException: Not supported: SUM"),
                Arguments.of("dropout before a flat picture", flatWithDropout(), "test: "),
                Arguments.of(
                        "sigmoid outputs",
                        TestNetworks.of(output(LossFunction.XENT, Activation.SIGMOID)),
                        "probabilities that sum to 1"));
    }

    private static Stream<Arguments> unlearning() {
        return Stream.of(
                Arguments.of(
                        "no output layer",
                        TestNetworks.of(
                                new DenseLayer.Builder()
                                        .name("last")
                                        .nOut(3)
                                        .activation(Activation.SOFTMAX)
                                        .build()),
                        "last: is no output layer, so there is no loss to learn by"));
    }

    private static Stream<Arguments> learning() {
        return Stream.of(
                Arguments.of(
                        "indices for a sparse loss, on a plan",
                        TestNetworks.of(output(LossFunction.SPARSE_MCXENT, Activation.SOFTMAX))),
                Arguments.of(
                        "indices for a sparse loss, on DL4J's network",
                        TestNetworks.of(
                                convolution(),
                                new LocalResponseNormalization(),
                                output(LossFunction.SPARSE_MCXENT, Activation.SOFTMAX))),
                Arguments.of(
                        "an activation first",
                        TestNetworks.of(
                                new ActivationLayer(Activation.TANH),
                                convolution(),
                                new LocalResponseNormalization(),
                                TestNetworks.output())));
    }

    /** What Keras's networks begin with, whose pictures have channels last. */
    private static Stream<Arguments> beginnings() {
        return Stream.of(CNN2DFormat.values())
                .flatMap(
                        format ->
                                Stream.of(
                                        Arguments.of(format, new BatchNormalization()),
                                        Arguments.of(format, new ActivationLayer(Activation.TANH)),
                                        Arguments.of(format, new DropoutLayer(0.9)),
                                        Arguments.of(format, new ZeroPaddingLayer(1, 1))));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("beginnings")
    void shouldTakeNetworksThatBeginWithoutAConvolution(CNN2DFormat format, Layer first) {
        ConvolutionLayer second =
                new ConvolutionLayer.Builder(3, 3).nOut(4).dataFormat(format).build();
        String json =
                new NeuralNetConfiguration.Builder()
                        .seed(1)
                        .updater(new Sgd(1))
                        .list(first, second, TestNetworks.output())
                        .setInputType(InputType.convolutional(6, 5, 3, format))
                        .build()
                        .toJson();
        NetworkSpec spec =
                new NetworkSpec(
                        "test",
                        new InputShape(6, 5, 3),
                        TestNetworks.LABELS,
                        new Normalisation(List.of(0.4f, 0.5f, 0.6f), List.of(0.3f, 0.4f, 0.5f)),
                        json);
        SavedNetwork network = Networks.initial(spec, 1);
        List<Image> images = TestNetworks.images(spec.input(), 5, 1);

        NetworkShapes.check(spec);
        Rehearsal.of(network);
        try (OnlineClassifier plan = Networks.online(network, 8);
                OnlineClassifier stock = new StockNetwork(network, 8)) {
            assertThat(plan).isInstanceOf(PlanNetwork.class);
            for (int i = 0; i < images.size(); i++) {
                assertThat(plan.predict(images).get(i).probabilities())
                        .containsExactly(
                                stock.predict(images).get(i).probabilities(), within(1e-5f));
            }
        }
    }

    @Test
    void shouldNotLearnByEpochsThatNobodyCounts() {
        NetworkSpec spec =
                TestNetworks.of(
                        hidden().name("hidden")
                                .updater(
                                        new Adam(
                                                new ExponentialSchedule(
                                                        ScheduleType.EPOCH, 0.05, 0.8)))
                                .build(),
                        TestNetworks.output());
        SavedNetwork network = Networks.initial(spec, 1);

        Networks.serving(network, 1).close();
        assertThatThrownBy(() -> Networks.online(network, 1))
                .isInstanceOf(BadNetworkException.class)
                .hasMessageContaining("hidden: a schedule by EPOCH");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void shouldRefuseToReadIt(String kind, NetworkSpec spec, String reason) {
        assertThatThrownBy(() -> NetworkConfiguration.parse(spec.configuration()))
                .isInstanceOf(BadNetworkException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unanswering")
    void shouldRefuseToServeIt(String kind, NetworkSpec spec, String reason) {
        SavedNetwork network = Networks.initial(spec, 1);

        assertThatThrownBy(() -> new Nd4jEngine(8).prepare(network))
                .isInstanceOf(BadNetworkException.class)
                .hasMessageContaining(reason)
                .message()
                .doesNotContain("\n");
        assertThatThrownBy(() -> Rehearsal.of(network))
                .isInstanceOf(BadNetworkException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unlearning")
    void shouldRefuseToLearnOnFromIt(String kind, NetworkSpec spec, String reason) {
        SavedNetwork network = Networks.initial(spec, 1);

        new Nd4jEngine(8).prepare(network).close();
        assertThatThrownBy(() -> Rehearsal.of(network))
                .isInstanceOf(BadNetworkException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("learning")
    void shouldTakeIt(String kind, NetworkSpec spec) {
        assertThatCode(() -> Rehearsal.of(Networks.initial(spec, 1))).doesNotThrowAnyException();
    }

    @Test
    void shouldSayWhichMiniBatchFitsIntoMemory() {
        NetworkSpec large =
                TestNetworks.of(
                        new InputShape(224, 224, 1),
                        TestNetworks.NORMALISATION,
                        new ConvolutionLayer.Builder(3, 3).padding(1, 1).nOut(64).build(),
                        TestNetworks.output());

        assertThat(Rehearsal.requireRoom(large, 2)).isBetween(2L * 38_000_000, 2L * 80_000_000);
        assertThatThrownBy(() -> Rehearsal.requireRoom(large, 4_096))
                .isInstanceOf(BadNetworkException.class)
                .hasMessageContaining("a training step of 4096 examples takes ")
                .hasMessageContaining("batch-size ");
    }

    @Test
    void shouldLearnByASparseLossAsByItsEqual() {
        SavedNetwork sparse = Networks.initial(normalised(LossFunction.SPARSE_MCXENT), 3);
        SavedNetwork dense = Networks.initial(normalised(LossFunction.MCXENT), 3);
        try (OnlineClassifier one = new StockNetwork(sparse, 8);
                OnlineClassifier other = new StockNetwork(dense, 8)) {
            for (int k = 0; k < 4; k++) {
                one.learn(TestNetworks.examples(sparse.spec(), 8, k), 1);
                other.learn(TestNetworks.examples(dense.spec(), 8, k), 1);
            }

            assertThat(one.parameters())
                    .isNotEqualTo(sparse.parameters())
                    .containsExactly(other.parameters(), within(1e-5f));
        }
    }

    @Test
    void shouldRefuseANetworkThatOverflowsForAWhitePictureAlone() {
        NetworkSpec spec = TestNetworks.of(TestNetworks.output());
        float[] parameters = Networks.initial(spec, 1).parameters().clone();
        // black is -0.8 and white 1.2 to this network: the sum overflows for white
        Arrays.fill(parameters, 0, 30, Float.MAX_VALUE / 25);
        SavedNetwork network = new SavedNetwork(spec, parameters, new float[0], 0, Map.of());

        for (String name : Engines.names()) {
            Engine engine = Engines.of(name, 8);
            assertThatThrownBy(() -> engine.prepare(network))
                    .as(name)
                    .isInstanceOf(BadNetworkException.class)
                    .hasMessageContaining("for a white picture")
                    .hasMessageContaining("no number");
        }
    }

    private static NetworkSpec normalised(LossFunction loss) {
        return TestNetworks.of(
                convolution(), new LocalResponseNormalization(), output(loss, Activation.SOFTMAX));
    }

    private static NetworkSpec flatWithDropout() {
        String json =
                new NeuralNetConfiguration.Builder()
                        .seed(1)
                        .updater(new Adam(0.01))
                        .list(new DropoutLayer(0.5), convolution(), TestNetworks.output())
                        .setInputType(InputType.convolutionalFlat(6, 5, 1))
                        .build()
                        .toJson();
        return with(json);
    }

    private static NetworkSpec typed(String type) {
        UnaryOperator<String> retype = json -> json.replace("\"FLOAT\"", '"' + type + '"');
        return with(retype.apply(TestNetworks.small().configuration()));
    }

    private static NetworkSpec with(String configuration) {
        return new NetworkSpec(
                "test",
                TestNetworks.INPUT,
                TestNetworks.LABELS,
                TestNetworks.NORMALISATION,
                configuration);
    }

    private static DenseLayer.Builder hidden() {
        return new DenseLayer.Builder().name("hidden").nOut(8).activation(Activation.TANH);
    }

    private static ConvolutionLayer convolution() {
        return new ConvolutionLayer.Builder(3, 3).nOut(4).activation(Activation.IDENTITY).build();
    }

    private static OutputLayer output(LossFunction loss, Activation activation) {
        return new OutputLayer.Builder(loss).name("output").nOut(3).activation(activation).build();
    }
}
