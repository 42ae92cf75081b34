package io.afluente.model.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afluente.image.Image;
import io.afluente.image.LabeledImage;
import io.afluente.model.Classifier;
import io.afluente.model.OnlineClassifier;
import io.afluente.model.Prediction;
import io.afluente.model.RandomNetworks;
import io.afluente.model.SavedNetwork;
import io.afluente.model.TestNetworks;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.learning.config.Sgd;

/** Plans compute what {@code MultiLayerNetwork} does, whatever the network. */
class PlanAgainstStockTest {
    private static final int MAX_BATCH = 40;

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest(name = "network {0}")
    @MethodSource("seeds")
    void shouldAnswerLikeStock(long seed) {
        SavedNetwork network = network(seed);
        List<Image> images = TestNetworks.images(network.spec().input(), batch(seed), seed);
        try (Classifier stock = new StockNetwork(network, MAX_BATCH);
                Classifier plan =
                        new PlanClassifier(
                                network, Plans.of(network.spec()).orElseThrow(), MAX_BATCH)) {
            assertSame(plan.predict(images), stock.predict(images));
        }
    }

    @ParameterizedTest(name = "network {0}")
    @MethodSource("seeds")
    void shouldHaveStocksGradient(long seed) {
        SavedNetwork network = network(seed);
        List<LabeledImage> batch = TestNetworks.examples(network.spec(), batch(seed), seed);
        try (OnlineClassifier stock = new StockNetwork(network, MAX_BATCH);
                OnlineClassifier plan =
                        new PlanNetwork(
                                network, Plans.of(network.spec()).orElseThrow(), MAX_BATCH)) {
            float[] expected = gradient(stock, batch);
            float[] actual = gradient(plan, batch);

            assertThat(distance(actual, expected)).isLessThan(1e-4 * length(expected) + 1e-7);
        }
    }

    // with SGD at rate 1 a step is the gradient
    private static SavedNetwork network(long seed) {
        return RandomNetworks.shaken(Networks.initial(RandomNetworks.draw(seed, new Sgd(1)), seed));
    }

    private static int batch(long seed) {
        return 1 + Math.floorMod(seed * 31, MAX_BATCH);
    }

    private static void assertSame(List<Prediction> actual, List<Prediction> expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i).probabilities())
                    .containsExactly(expected.get(i).probabilities(), within(1e-5f));
        }
    }

    private static float[] gradient(OnlineClassifier network, List<LabeledImage> batch) {
        float[] before = network.parameters();
        network.learn(batch, 1);
        float[] after = network.parameters();
        float[] gradient = new float[before.length];
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = before[i] - after[i];
        }
        return gradient;
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.pow(a[i] - b[i], 2);
        }
        return Math.sqrt(sum);
    }

    private static double length(float[] vector) {
        return distance(vector, new float[vector.length]);
    }
}
