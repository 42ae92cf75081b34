package io.afluente.model.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afluente.image.Image;
import io.afluente.image.LabeledImage;
import io.afluente.model.NetworkSpec;
import io.afluente.model.OnlineClassifier;
import io.afluente.model.Prediction;
import io.afluente.model.SavedNetwork;
import io.afluente.model.TestNetworks;
import io.afluente.model.file.NetworkFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class SoftmaxTwiceTest {
    private static final NetworkSpec ONCE = TestNetworks.small();
    private static final NetworkSpec TWICE = SoftmaxTwice.of(ONCE);
    private static final int BATCH = 12;

    @Test
    void shouldAnswerTheSoftmaxOfTheSoftmax() {
        List<Image> images = TestNetworks.images(ONCE.input(), BATCH, 1);
        SavedNetwork start = Networks.initial(ONCE, 3);
        SavedNetwork same =
                new SavedNetwork(TWICE, start.parameters(), new float[0], 0, start.extras());
        try (OnlineClassifier once = Networks.online(start, BATCH);
                OnlineClassifier twice = Networks.online(same, BATCH)) {
            List<Prediction> answers = twice.predict(images);
            for (int i = 0; i < BATCH; i++) {
                float[] expected = softmax(once.predict(images).get(i).probabilities());
                assertThat(answers.get(i).probabilities()).containsExactly(expected, within(1e-6f));
            }
        }
    }

    @Test
    void shouldLearnByAPlanAsStockDoes() {
        SavedNetwork start = Networks.initialUniform(TWICE, 3);
        assertThat(Plans.of(TWICE)).isPresent();
        try (OnlineClassifier plan = Networks.online(start, BATCH);
                OnlineClassifier stock = Networks.stock(start, BATCH)) {
            for (int k = 0; k < 6; k++) {
                List<LabeledImage> batch = TestNetworks.examples(TWICE, BATCH, k);
                assertThat(plan.learn(batch, 1).loss())
                        .isCloseTo(stock.learn(batch, 1).loss(), within(1e-5));
            }
            assertThat(plan.parameters()).isNotEqualTo(start.parameters());
            assertThat(plan.parameters()).containsExactly(stock.parameters(), within(2e-4f));
        }
    }

    @Test
    void shouldBeReadBackFromItsFile() {
        SavedNetwork network = Networks.initialUniform(TWICE, 3);

        SavedNetwork read = NetworkFile.read(NetworkFile.write(network));

        assertThat(read.spec()).isEqualTo(network.spec());
        assertThat(read.parameters()).isEqualTo(network.parameters());
    }

    private static float[] softmax(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += Math.exp(value);
        }
        float[] result = new float[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) (Math.exp(values[i]) / sum);
        }
        return result;
    }
}
