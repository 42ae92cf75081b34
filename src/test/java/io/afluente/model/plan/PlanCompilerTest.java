package io.afluente.model.plan;

import static io.afluente.model.plan.TestPlans.convolution;
import static io.afluente.model.plan.TestPlans.dense;
import static io.afluente.model.plan.TestPlans.output;
import static io.afluente.model.plan.TestPlans.pooling;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.model.network.NetworkDefinition;
import io.afluente.model.network.UnsupportedLayerException;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.constraint.NonNegativeConstraint;
import org.deeplearning4j.nn.conf.dropout.GaussianNoise;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer.PoolingType;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class PlanCompilerTest {
    private static Stream<Arguments> unsupported() {
        return Stream.of(
                refused(
                        "normal: LocalResponseNormalization",
                        named(new LocalResponseNormalization(), "normal")),
                refused("pooling: SUM pooling", pooling(PoolingType.SUM)),
                refused("dense: the activation thresholdedrelu", dense(Activation.THRESHOLDEDRELU)),
                refused("convolution: the activation softmax", convolution(Activation.SOFTMAX)),
                refused("layer 0: layer normalisation", builder().hasLayerNorm(true).build()),
                refused(
                        "layer 0: constraints",
                        builder().constrainWeights(new NonNegativeConstraint()).build()),
                refused(
                        "layer 0: weight noise",
                        builder().weightNoise(new DropConnect(0.5)).build()),
                refused(
                        "layer 0: the dropout GaussianNoise",
                        builder().dropOut(new GaussianNoise(0.1)).build()),
                refused("layer 0: an output layer inside", named(output(), "layer 0"), output()));
    }

    private static Arguments refused(String reason, Layer... layers) {
        return Arguments.of(reason, Stream.concat(Stream.of(layers), Stream.of(output())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unsupported")
    void shouldSayWhichLayerHasNoPlanAndWhy(String reason, Stream<Layer> layers) {
        var network = new NetworkDefinition.Chain(TestPlans.network(layers.toArray(Layer[]::new)));

        assertThatThrownBy(() -> PlanCompiler.compile(network, TestPlans.INPUT))
                .isInstanceOf(UnsupportedLayerException.class)
                .hasMessageStartingWith(reason);
    }

    @Test
    void shouldRefuseAnotherLoss() {
        OutputLayer squares =
                new OutputLayer.Builder(LossFunction.MSE)
                        .nOut(3)
                        .activation(Activation.SOFTMAX)
                        .build();
        var network = new NetworkDefinition.Chain(TestPlans.network(squares));

        assertThatThrownBy(() -> PlanCompiler.compile(network, TestPlans.INPUT))
                .hasMessageStartingWith("layer0: the loss LossMSE");
    }

    @Test
    void shouldPoolBeforeAnActivationThatNeverFalls() {
        CompiledNetwork blueprint =
                TestPlans.compile(convolution(Activation.RELU), pooling(PoolingType.MAX), output());

        assertThat(blueprint.stages())
                .extracting(stage -> stage.getClass().getSimpleName())
                .containsExactly("Convolution", "Pooling", "Relu", "Dense");
    }

    @Test
    void shouldNotPoolAveragesBeforeAnActivation() {
        CompiledNetwork blueprint =
                TestPlans.compile(convolution(Activation.RELU), pooling(PoolingType.AVG), output());

        assertThat(blueprint.stages())
                .extracting(stage -> stage.getClass().getSimpleName())
                .containsExactly("Convolution", "Relu", "Pooling", "Dense");
    }

    private static Layer named(Layer layer, String name) {
        layer.setLayerName(name);
        return layer;
    }

    private static DenseLayer.Builder builder() {
        return new DenseLayer.Builder().name("layer 0").nOut(3).activation(Activation.RELU);
    }
}
