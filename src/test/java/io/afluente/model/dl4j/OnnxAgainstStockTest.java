package io.afluente.model.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afluente.image.Image;
import io.afluente.model.Classifier;
import io.afluente.model.Prediction;
import io.afluente.model.RandomNetworks;
import io.afluente.model.SavedNetwork;
import io.afluente.model.ServableNetwork;
import io.afluente.model.TestNetworks;
import io.afluente.model.engine.OnnxEngine;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.learning.config.Sgd;

/** ONNX Runtime answers what {@code MultiLayerNetwork} does, whatever the network. */
class OnnxAgainstStockTest {
    private static final int MAX_BATCH = 20;

    private static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest(name = "network {0}")
    @MethodSource("seeds")
    void shouldAnswerLikeStock(long seed) {
        SavedNetwork network =
                RandomNetworks.shaken(
                        Networks.initial(RandomNetworks.draw(seed, new Sgd(1)), seed));
        int batch = 1 + Math.floorMod(seed * 31, MAX_BATCH);
        List<Image> images = TestNetworks.images(network.spec().input(), batch, seed);
        try (Classifier stock = new StockNetwork(network, MAX_BATCH);
                ServableNetwork servable = new OnnxEngine(MAX_BATCH).prepare(network);
                Classifier onnx = servable.classifier()) {
            List<Prediction> expected = stock.predict(images);
            List<Prediction> answers = onnx.predict(images);

            for (int i = 0; i < batch; i++) {
                assertThat(answers.get(i).probabilities())
                        .containsExactly(expected.get(i).probabilities(), within(1e-5f));
            }
        }
    }
}
