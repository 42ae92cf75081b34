package io.afluente.model.plan;

import static io.afluente.model.plan.TestPlans.convolution;
import static io.afluente.model.plan.TestPlans.dense;
import static io.afluente.model.plan.TestPlans.output;
import static io.afluente.model.plan.TestPlans.pooling;

import io.afluente.model.GraphNetworks;
import io.afluente.model.NetworkSpec;
import io.afluente.model.file.NetworkConfiguration;
import io.afluente.model.network.NetworkDefinition;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer.PoolingType;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** The gradient, by which a plan learns, is the slope of the loss that it can be seen to have. */
class FiniteDifferencesTest {
    private static final float DISTANCE = 1e-2f;
    private static final float SHORT = 3e-3f;

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
                Arguments.of(
                        "activations of today, and the largest of a channel",
                        List.of(
                                new ConvolutionLayer.Builder(2, 2)
                                        .nOut(5)
                                        .activation(Activation.MISH)
                                        .build(),
                                new ActivationLayer(Activation.RELU6),
                                new GlobalPoolingLayer(
                                        org.deeplearning4j.nn.conf.layers.PoolingType.MAX),
                                output())),
                Arguments.of(
                        "windows that skip values",
                        List.of(
                                new ConvolutionLayer.Builder(2, 3)
                                        .dilation(2, 1)
                                        .nOut(3)
                                        .activation(Activation.TANH)
                                        .build(),
                                dilatedDepthwise(),
                                dilatedSeparable(),
                                output())),
                Arguments.of(
                        "windows that skip values, without a bias",
                        List.of(
                                new ConvolutionLayer.Builder(2, 2)
                                        .dilation(1, 2)
                                        .hasBias(false)
                                        .nOut(4)
                                        .activation(Activation.SOFTPLUS)
                                        .build(),
                                new ConvolutionLayer.Builder(1, 2)
                                        .dilation(1, 2)
                                        .hasBias(false)
                                        .padding(0, 1)
                                        .nOut(6)
                                        .activation(Activation.SWISH)
                                        .build(),
                                output())),
                Arguments.of("dense", List.of(dense(Activation.SOFTPLUS), output())),
                Arguments.of("softmax twice", List.of(dense(Activation.SOFTMAX), twice)));
    }

    private static Layer dilatedDepthwise() {
        DepthwiseConvolution2D layer =
                new DepthwiseConvolution2D.Builder(2, 2)
                        .depthMultiplier(2)
                        .activation(Activation.SWISH)
                        .build();
        layer.setDilation(new int[] {1, 2});
        return layer;
    }

    private static Layer dilatedSeparable() {
        SeparableConvolution2D layer =
                new SeparableConvolution2D.Builder(2, 1)
                        .nOut(3)
                        .activation(Activation.GELU)
                        .build();
        layer.setDilation(new int[] {2, 1});
        return layer;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void shouldFollowTheSlopeOfTheLoss(String name, List<Layer> layers) {
        slopes(layers).requireGradient(DISTANCE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void shouldFollowTheSlopeInShards(String name, List<Layer> layers) {
        slopes(layers).inShards(3).requireGradient(DISTANCE);
    }

    @Test
    void shouldFollowTheSlopeOfALossThatWeighsLabels() {
        float[] weights = {0.5f, 2, 1.5f, 1};
        Layer output =
                new OutputLayer.Builder(new LossMCXENT(Nd4j.createFromArray(weights)))
                        .nOut(TestPlans.CLASSES)
                        .activation(Activation.SOFTMAX)
                        .build();
        slopes(List.of(dense(Activation.TANH), output))
                .withWeights(weights)
                .requireGradient(DISTANCE);
    }

    private static Stream<Arguments> normalisations() {
        Layer convolution = convolution(Activation.IDENTITY);
        return Stream.of(true, false)
                .flatMap(
                        logarithmic ->
                                Stream.of(
                                        Arguments.of(
                                                "of pictures, logarithm " + logarithmic,
                                                List.of(
                                                        convolution,
                                                        normalisation(logarithmic).build(),
                                                        new ActivationLayer(Activation.TANH),
                                                        output())),
                                        Arguments.of(
                                                "with fixed factors, logarithm " + logarithmic,
                                                List.of(
                                                        convolution,
                                                        normalisation(logarithmic)
                                                                .lockGammaBeta(true)
                                                                .gamma(1.3)
                                                                .beta(-0.2)
                                                                .build(),
                                                        new ActivationLayer(Activation.TANH),
                                                        output())),
                                        Arguments.of(
                                                "of vectors, logarithm " + logarithmic,
                                                List.of(
                                                        dense(Activation.IDENTITY),
                                                        normalisation(logarithmic).build(),
                                                        new ActivationLayer(Activation.TANH),
                                                        output()))));
    }

    private static BatchNormalization.Builder normalisation(boolean logarithmic) {
        return new BatchNormalization.Builder(0, true).useLogStd(logarithmic);
    }

    /** Batch normalisation: what a step trains on are statistics of the mini-batch itself. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("normalisations")
    void shouldFollowTheSlopeThroughTheStatisticsOfABatch(String name, List<Layer> layers) {
        slopes(layers).requireGradient(DISTANCE);
    }

    /** Sums, branches that are put side by side, and batch normalisation in both. */
    @ParameterizedTest(name = "graph {0}")
    @MethodSource("graphs")
    void shouldFollowTheSlopeOfAGraph(long seed) {
        slopes(GraphNetworks.draw(seed, new Sgd(1))).requireGradient(SHORT);
    }

    private static LongStream graphs() {
        return LongStream.range(0, 40);
    }

    @Test
    void shouldFollowTheSlopeOfAResidualNetwork() {
        slopes(GraphNetworks.resNet8(new Sgd(1))).requireGradient(SHORT);
    }

    private static Slopes slopes(List<Layer> layers) {
        MultiLayerConfiguration network = TestPlans.network(layers.toArray(Layer[]::new));
        return Slopes.of(new NetworkDefinition.Chain(network), TestPlans.INPUT);
    }

    // smooth: about a bend the slopes to the left and to the right differ
    private static Slopes slopes(NetworkSpec graph) {
        String smooth =
                graph.configuration()
                        .replace("ActivationReLU", "ActivationSoftPlus")
                        .replaceAll("\"decay\" : [0-9.]+", "\"decay\" : 0.0");
        return Slopes.of(NetworkConfiguration.read(smooth), graph.input());
    }
}
