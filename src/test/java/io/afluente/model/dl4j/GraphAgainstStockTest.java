package io.afluente.model.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.afluente.image.Image;
import io.afluente.image.LabeledImage;
import io.afluente.model.BadNetworkException;
import io.afluente.model.Classifier;
import io.afluente.model.GraphNetworks;
import io.afluente.model.NetworkSpec;
import io.afluente.model.OnlineClassifier;
import io.afluente.model.Prediction;
import io.afluente.model.RandomNetworks;
import io.afluente.model.SavedNetwork;
import io.afluente.model.ServableNetwork;
import io.afluente.model.TestNetworks;
import io.afluente.model.engine.OnnxEngine;
import io.afluente.model.file.NetworkConfiguration;
import io.afluente.model.file.NetworkFile;
import io.afluente.model.plan.CompiledNetwork;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;

/** Networks with branches: plans and ONNX compute what {@code ComputationGraph} does. */
class GraphAgainstStockTest {
    private static final int MAX_BATCH = 40;

    private static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest(name = "network {0}")
    @MethodSource("seeds")
    void shouldAnswerLikeStock(long seed) {
        SavedNetwork network = network(seed);
        int batch = 1 + Math.floorMod(seed * 31, MAX_BATCH);
        List<Image> images = TestNetworks.images(network.spec().input(), batch, seed);
        try (Classifier stock = new StockNetwork(network, MAX_BATCH);
                Classifier plan = new PlanClassifier(network, compiled(network.spec()), MAX_BATCH);
                ServableNetwork servable = new OnnxEngine(MAX_BATCH).prepare(network);
                Classifier onnx = servable.classifier()) {
            List<Prediction> expected = stock.predict(images);
            assertSame(plan.predict(images), expected);
            assertSame(onnx.predict(images), expected);
        }
    }

    @ParameterizedTest(name = "network {0}")
    @MethodSource("seeds")
    void shouldHaveStocksGradient(long seed) {
        SavedNetwork network = network(seed);
        int batch = 2 + Math.floorMod(seed * 31, MAX_BATCH - 1);
        requireStocksGradient(network, TestNetworks.examples(network.spec(), batch, seed));
    }

    @Test
    void shouldBeResNet8AsStockIs() {
        NetworkSpec spec = GraphNetworks.resNet8(new Sgd(1));
        SavedNetwork network = RandomNetworks.shaken(Networks.initial(spec, 5));
        List<LabeledImage> examples = TestNetworks.examples(spec, 16, 5);
        requireStocksGradient(network, examples);
        List<Image> images = TestNetworks.images(spec.input(), 16, 6);
        try (Classifier stock = new StockNetwork(network, 16);
                Classifier plan = new PlanClassifier(network, compiled(spec), 16)) {
            assertSame(plan.predict(images), stock.predict(images));
        }
    }

    @Test
    void shouldTakeTheSameSteps() {
        NetworkSpec spec = GraphNetworks.draw(4, new Nesterovs(0.02, 0.9));
        SavedNetwork start = Networks.initial(spec, 3);
        try (OnlineClassifier stock = new StockNetwork(start, 12);
                OnlineClassifier plan = new PlanNetwork(start, compiled(spec), 12)) {
            for (int k = 0; k < 6; k++) {
                double expected = stock.learn(TestNetworks.examples(spec, 12, k), 1).loss();
                double actual = plan.learn(TestNetworks.examples(spec, 12, k), 1).loss();
                assertThat(actual).isCloseTo(expected, within(1e-3));
            }

            assertThat(plan.parameters()).isNotEqualTo(start.parameters());
            assertThat(plan.parameters()).containsExactly(stock.parameters(), within(1e-3f));
        }
    }

    @Test
    void shouldBeAFileThatDl4jOpensAndWeReadAgain() throws IOException {
        NetworkSpec spec = GraphNetworks.draw(5, new Adam(0.01));
        SavedNetwork start = Networks.initial(spec, 3);
        SavedNetwork learned;
        try (OnlineClassifier network = Networks.online(start, 8)) {
            network.learn(TestNetworks.examples(spec, 8, 1), 1);
            learned = network.saved();
        }
        byte[] file = NetworkFile.write(learned);

        ComputationGraph opened =
                ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(file), true);
        SavedNetwork read = NetworkFile.read(file);

        assertThat(opened.params().toFloatVector()).containsExactly(learned.parameters());
        assertThat(opened.updaterState().toFloatVector()).containsExactly(learned.updaterState());
        assertThat(opened.getConfiguration().getIterationCount()).isEqualTo(1);
        assertThat(read.parameters()).containsExactly(learned.parameters());
        assertThat(read.steps()).isEqualTo(1);
        assertThat(NetworkFile.write(read)).isEqualTo(file);
    }

    @Test
    void shouldReadWhatDl4jWrites() throws IOException {
        NetworkSpec spec = GraphNetworks.draw(5, new Adam(0.01));
        SavedNetwork start = Networks.initial(spec, 3);
        ComputationGraph stock =
                ModelSerializer.restoreComputationGraph(
                        new ByteArrayInputStream(NetworkFile.write(start)), true);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ModelSerializer.writeModel(stock, file, true);

        SavedNetwork read = NetworkFile.read(file.toByteArray(), spec);

        assertThat(read.parameters()).containsExactly(start.parameters());
        assertThat(NetworkDifference.between(start.spec(), read.spec())).isEmpty();
    }

    @Test
    void shouldSayHowGraphsDiffer() {
        NetworkSpec one = GraphNetworks.draw(1, new Sgd(1));
        NetworkSpec other = GraphNetworks.draw(2, new Sgd(1));

        assertThat(NetworkDifference.between(one, GraphNetworks.draw(1, new Adam(1)))).isEmpty();
        assertThat(NetworkDifference.between(one, other)).isPresent();
    }

    @Test
    void shouldRunWhatHasNoPlanOnStock() {
        NetworkSpec spec = GraphNetworks.draw(1, new Adam(0.01));
        NetworkSpec product = spec.with(spec.configuration().replace("\"Add\"", "\"Product\""));
        SavedNetwork network = Networks.initial(product, 3);
        try (OnlineClassifier online = Networks.online(network, 4)) {
            assertThat(online).isInstanceOf(StockNetwork.class);
            assertThat(online.learn(TestNetworks.examples(product, 4, 1), 1).answers()).hasSize(4);
        }
    }

    @Test
    void shouldRefuseGraphsThatNobodyCanCompute() {
        String graph = GraphNetworks.draw(1, new Sgd(1)).configuration();
        Map<String, String> broken =
                Map.of(
                        graph.replaceFirst("\"networkInputs\" : \\[ ", "$0\"more\", "),
                        "a graph with one input is needed",
                        graph.replaceFirst("(\"networkInputs\" : \\[ )\"pixels\"", "$1\"nobody\""),
                        "there is no \"pixels\" to be its input",
                        graph.replaceFirst("nn.conf.graph.LayerVertex", "nn.Evil.graph.Vertex"),
                        "is not allowed");
        broken.forEach(
                (json, reason) ->
                        assertThatThrownBy(() -> NetworkConfiguration.read(json))
                                .isInstanceOf(BadNetworkException.class)
                                .hasMessageContaining(reason));
    }

    private static void requireStocksGradient(SavedNetwork network, List<LabeledImage> batch) {
        try (OnlineClassifier stock = new StockNetwork(network, MAX_BATCH);
                OnlineClassifier plan =
                        new PlanNetwork(network, compiled(network.spec()), MAX_BATCH)) {
            float[] expected = gradient(stock, batch);
            float[] actual = gradient(plan, batch);

            assertThat(distance(actual, expected))
                    .isLessThan(1e-4 * distance(expected, new float[expected.length]) + 1e-6);
        }
    }

    // with SGD at rate 1 a step is the gradient
    private static SavedNetwork network(long seed) {
        return RandomNetworks.shaken(Networks.initial(GraphNetworks.draw(seed, new Sgd(1)), seed));
    }

    private static CompiledNetwork compiled(NetworkSpec spec) {
        return Plans.of(spec).orElseThrow();
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
}
