package io.afluente.model.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.model.NetworkSpec;
import io.afluente.model.TestNetworks;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer.PoolingType;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** As many parameters are not the same network. */
class NetworkDifferenceTest {
    private static final NetworkSpec NETWORK = network(conv -> conv, PoolingType.MAX);

    private static Stream<Arguments> alike() {
        return Stream.of(
                Arguments.of("itself", NETWORK),
                Arguments.of("another seed", Tuning.seed(NETWORK, 7)),
                Arguments.of("another updater", Tuning.updater(NETWORK, "sgd")),
                Arguments.of(
                        "what only learning reads",
                        network(
                                conv ->
                                        conv.name("first")
                                                .updater(new Nesterovs(0.1))
                                                .l2(0.1)
                                                .dropOut(0.5)
                                                .biasInit(1),
                                PoolingType.MAX)),
                Arguments.of(
                        "a layer of dropout and another loss",
                        of(
                                new Adam(0.1),
                                CNN2DFormat.NCHW,
                                convolution().build(),
                                pooling(PoolingType.MAX),
                                new DropoutLayer(0.5),
                                output(LossFunction.SPARSE_MCXENT))),
                Arguments.of(
                        "a frozen layer",
                        of(
                                new Adam(0.1),
                                CNN2DFormat.NCHW,
                                new FrozenLayer(convolution().build()),
                                pooling(PoolingType.MAX),
                                output(LossFunction.MCXENT))));
    }

    private static Stream<Arguments> unlike() {
        return Stream.of(
                Arguments.of(
                        network(conv -> conv.activation(Activation.TANH), PoolingType.MAX),
                        "conv: activationFn is ActivationTanH, not ActivationReLU"),
                Arguments.of(
                        network(conv -> conv, PoolingType.AVG),
                        "pool: poolingType is \"AVG\", not \"MAX\""),
                Arguments.of(
                        network(conv -> conv.kernelSize(1, 9).padding(0, 4), PoolingType.MAX),
                        "conv: kernelSize is [1,9], not [3,3]"),
                Arguments.of(
                        of(
                                new Adam(0.1),
                                CNN2DFormat.NHWC,
                                convolution().dataFormat(CNN2DFormat.NHWC).build(),
                                pooling(PoolingType.MAX),
                                output(LossFunction.MCXENT)),
                        "conv: cnn2dDataFormat is \"NHWC\", not \"NCHW\""),
                Arguments.of(
                        of(
                                new Adam(0.1),
                                CNN2DFormat.NCHW,
                                pooling(PoolingType.MAX),
                                convolution().build(),
                                output(LossFunction.MCXENT)),
                        "pool is a SubsamplingLayer, not a ConvolutionLayer"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("alike")
    void shouldFindNoneInWhatComputesTheSame(String kind, NetworkSpec given) {
        assertThat(NetworkDifference.between(NETWORK, given)).isEmpty();
        assertThat(NetworkDifference.between(given, NETWORK)).isEmpty();
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("unlike")
    void shouldNameTheFirstLayerThatComputesSomethingElse(NetworkSpec given, String difference) {
        assertThat(NetworkDifference.between(NETWORK, given)).contains(difference);
    }

    private static NetworkSpec network(
            UnaryOperator<ConvolutionLayer.Builder> change, PoolingType pooling) {
        return of(
                new Adam(0.1),
                CNN2DFormat.NCHW,
                change.apply(convolution()).build(),
                pooling(pooling),
                output(LossFunction.MCXENT));
    }

    private static NetworkSpec of(IUpdater updater, CNN2DFormat format, Layer... layers) {
        String json =
                new NeuralNetConfiguration.Builder()
                        .seed(1)
                        .updater(updater)
                        .list(layers)
                        .setInputType(InputType.convolutional(6, 5, 1, format))
                        .build()
                        .toJson();
        return new NetworkSpec(
                "test", TestNetworks.INPUT, TestNetworks.LABELS, TestNetworks.NORMALISATION, json);
    }

    private static ConvolutionLayer.Builder convolution() {
        return new ConvolutionLayer.Builder(3, 3)
                .name("conv")
                .padding(1, 1)
                .nOut(4)
                .activation(Activation.RELU);
    }

    private static SubsamplingLayer pooling(PoolingType type) {
        return new SubsamplingLayer.Builder(type)
                .name("pool")
                .kernelSize(2, 2)
                .stride(2, 2)
                .build();
    }

    private static OutputLayer output(LossFunction loss) {
        return new OutputLayer.Builder(loss)
                .name("output")
                .nOut(3)
                .activation(Activation.SOFTMAX)
                .build();
    }
}
