package io.afluente.model.plan;

import static io.afluente.model.plan.TestPlans.dense;
import static io.afluente.model.plan.TestPlans.output;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afluente.model.plan.stage.DropoutMasks;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class DropoutTest {
    private static final int EXAMPLES = 16;
    private static final int HIDDEN = 5;
    private static final double KEEP = 0.6;
    private static final long SEED = 99;

    @Test
    void shouldKeepTheShareItIsAskedFor() {
        float[] mask = mask(100_000, 0, SEED);

        int kept = 0;
        for (float factor : mask) {
            assertThat(factor).isIn(0f, (float) (1 / KEEP));
            kept += factor > 0 ? 1 : 0;
        }
        assertThat(kept / 100_000.0).isCloseTo(KEEP, within(0.01));
    }

    @Test
    void shouldDrawTheSameForTheSameStepAndAnotherForAnother() {
        assertThat(mask(1_000, 0, SEED)).isEqualTo(mask(1_000, 0, SEED));
        assertThat(mask(1_000, 0, SEED)).isNotEqualTo(mask(1_000, 0, SEED + 1));
        assertThat(mask(1_000, 0, SEED)).isNotEqualTo(mask(1_000, 1, SEED));
    }

    @Test
    void shouldTrainLikeStockThatDropsTheSame() {
        float[] inputs = TestPlans.numbers(EXAMPLES * TestPlans.INPUT.size(), 1, 1);
        int[] labels = TestPlans.labels(EXAMPLES, 2);
        CompiledNetwork blueprint = TestPlans.compile(network(new DropoutLayer(KEEP)));
        float[] parameters = TestPlans.numbers(blueprint.parameters(), 0.3, 3);
        try (LearningPlan plan = new LearningPlan(blueprint, EXAMPLES)) {
            plan.setParameters(parameters);
            plan.learn(labels, TestPlans.examples(inputs, TestPlans.INPUT.size()), SEED, 0);

            assertThat(plan.parameters())
                    .containsExactly(stock(parameters, inputs, labels), within(1e-5f));
        }
    }

    private static float[] stock(float[] parameters, float[] inputs, int[] labels) {
        float[] mask = mask(EXAMPLES * HIDDEN, 1, SEED);
        DropoutLayer layer = new DropoutLayer.Builder(new Given(mask)).build();
        MultiLayerNetwork network = new MultiLayerNetwork(network(layer));
        network.init(Nd4j.createFromArray(parameters), true);
        INDArray answers = Nd4j.zeros(DataType.FLOAT, EXAMPLES, TestPlans.CLASSES);
        for (int i = 0; i < EXAMPLES; i++) {
            answers.putScalar(i, labels[i], 1);
        }
        INDArray pictures = Nd4j.create(inputs, new long[] {EXAMPLES, 7, 6, 3}, 'c');
        network.fit(pictures.permute(0, 3, 1, 2).dup('c'), answers);
        return network.params().toFloatVector();
    }

    private static MultiLayerConfiguration network(DropoutLayer dropout) {
        return TestPlans.network(dense(Activation.TANH), dropout, output());
    }

    private static float[] mask(int length, int layer, long seed) {
        return DropoutMasks.of(length, KEEP, layer, seed);
    }

    /** Drops what it is told to. */
    private record Given(float[] mask) implements IDropout {
        @Override
        public INDArray applyDropout(
                INDArray input,
                INDArray result,
                int iteration,
                int epoch,
                LayerWorkspaceMgr workspace) {
            return input.mul(Nd4j.create(mask, input.shape(), 'c'), result);
        }

        @Override
        public INDArray backprop(
                INDArray outputGradient, INDArray inputGradient, int iteration, int epoch) {
            return outputGradient.mul(
                    Nd4j.create(mask, outputGradient.shape(), 'c'), inputGradient);
        }

        @Override
        public void clear() {}

        @Override
        public IDropout clone() {
            return this;
        }
    }
}
