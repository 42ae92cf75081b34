package io.afluente.model.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afluente.image.Image;
import io.afluente.model.Classifier;
import io.afluente.model.OnlineClassifier;
import io.afluente.model.Prediction;
import io.afluente.model.SavedNetwork;
import io.afluente.model.TestNetworks;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.junit.jupiter.api.Test;

class PlanClassifierTest {
    private static final int MANY = 131;
    private static final SavedNetwork NETWORK = Networks.initial(TestNetworks.small(), 7);

    @Test
    void shouldWorkOffALargeBatchInParts() {
        List<Image> images = TestNetworks.images(TestNetworks.INPUT, MANY, 3);
        try (Classifier plan = new PlanClassifier(NETWORK, Plans.of(NETWORK.spec()).get(), MANY);
                Classifier stock = new StockNetwork(NETWORK, MANY)) {
            List<Prediction> expected = stock.predict(images);
            List<Prediction> actual = plan.predict(images);

            assertThat(actual).hasSize(MANY);
            for (int i = 0; i < MANY; i++) {
                assertThat(actual.get(i).probabilities())
                        .containsExactly(expected.get(i).probabilities(), within(1e-5f));
            }
        }
    }

    @Test
    void shouldAnswerByNewParameters() {
        SavedNetwork other = Networks.initial(TestNetworks.small(), 8);
        List<Image> images = TestNetworks.images(TestNetworks.INPUT, 5, 3);
        try (PlanClassifier reused =
                        new PlanClassifier(NETWORK, Plans.of(NETWORK.spec()).get(), 5);
                Classifier fresh = new PlanClassifier(other, Plans.of(other.spec()).get(), 5)) {
            reused.predict(images);
            reused.use(other);

            for (int i = 0; i < images.size(); i++) {
                assertThat(reused.predict(images).get(i).probabilities())
                        .containsExactly(fresh.predict(images).get(i).probabilities());
            }
        }
    }

    @Test
    void shouldRunWhatHasNoPlanOnStock() {
        SavedNetwork network =
                Networks.initial(
                        TestNetworks.of(
                                new DenseLayer.Builder().nOut(3).hasLayerNorm(true).build(),
                                TestNetworks.output()),
                        7);
        try (Classifier serving = Networks.serving(network, 4);
                OnlineClassifier learning = Networks.online(network, 4)) {
            assertThat(serving).isInstanceOf(StockNetwork.class);
            assertThat(learning).isInstanceOf(StockNetwork.class);
            assertThat(learning.learn(TestNetworks.examples(network.spec(), 4, 1), 1).answers())
                    .hasSize(4);
        }
    }
}
