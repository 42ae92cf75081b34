package io.afluente.model.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.afluente.image.LabeledImage;
import io.afluente.model.BadNetworkException;
import io.afluente.model.NetworkSpec;
import io.afluente.model.OnlineClassifier;
import io.afluente.model.SavedNetwork;
import io.afluente.model.Shards;
import io.afluente.model.TestNetworks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.deeplearning4j.nn.conf.dropout.GaussianNoise;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shards of a mini-batch decide the bits, threads the time. */
class ShardsTest {
    private static final int BATCH = 9;
    private static final int STEPS = 40;

    /** Among the mini-batches are some with fewer examples than there are shards. */
    @ParameterizedTest(name = "{0} shards by {1} threads")
    @CsvSource({"2, 2", "2, 4", "4, 2", "4, 3", "7, 5"})
    void shouldLearnTheSameBitsByAnyNumberOfThreads(int shards, int threads) {
        SavedNetwork start = Networks.initial(TestNetworks.withDropout(), 7);

        assertThat(learned(start, new Shards(shards, threads)))
                .containsExactly(learned(start, new Shards(shards, 1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 9})
    void shouldTakeTheStepOfTheWholeMiniBatchButForRounding(int shards) {
        SavedNetwork start = Networks.initial(Tuning.updater(TestNetworks.small(), "nesterovs"), 7);

        assertThat(learned(start, new Shards(shards, 2)))
                .isNotEqualTo(start.parameters())
                .containsExactly(learned(start, Shards.NONE), within(1e-5f));
    }

    @Test
    void shouldAnswerInTheOrderOfTheExamples() {
        SavedNetwork start = Networks.initial(TestNetworks.small(), 7);
        List<LabeledImage> batch = TestNetworks.examples(start.spec(), BATCH, 3);
        try (OnlineClassifier whole = Networks.online(start, BATCH);
                OnlineClassifier split = Networks.online(start, BATCH, new Shards(4, 2))) {
            List<float[]> expected = new ArrayList<>();
            whole.learn(batch, 1).answers().forEach(row -> expected.add(row.probabilities()));
            List<float[]> answers = new ArrayList<>();
            split.learn(batch, 1).answers().forEach(row -> answers.add(row.probabilities()));

            for (int i = 0; i < BATCH; i++) {
                assertThat(answers.get(i)).containsExactly(expected.get(i), within(2e-6f));
            }
        }
    }

    /** If shards dropped the same, all that twins in two shards do would be the same twice. */
    @Test
    void shouldDropOtherValuesInEachShard() {
        NetworkSpec spec = Tuning.updater(TestNetworks.withDropout(), "sgd");
        SavedNetwork start = Networks.initial(spec, 7);
        List<LabeledImage> one = TestNetworks.examples(spec, 1, 3);
        List<LabeledImage> twins = new ArrayList<>(Collections.nCopies(2, one.get(0)));
        try (OnlineClassifier alone = Networks.online(start, 2);
                OnlineClassifier split = Networks.online(start, 2, new Shards(2, 2))) {
            alone.learn(one, 1);
            split.learn(twins, 1);

            float[] change = alone.parameters();
            float[] changeOfTwins = split.parameters();
            double difference = 0;
            for (int i = 0; i < change.length; i++) {
                difference = Math.max(difference, Math.abs(change[i] - changeOfTwins[i]));
            }
            assertThat(difference).isGreaterThan(1e-4);
        }
    }

    @Test
    void shouldRefuseANetworkThatMustSeeItsMiniBatchesWhole() {
        NetworkSpec normalised = TestNetworks.of(new BatchNormalization(), TestNetworks.output());
        NetworkSpec stock =
                TestNetworks.of(
                        new DenseLayer.Builder().nOut(4).dropOut(new GaussianNoise(0.1)).build(),
                        TestNetworks.output());

        assertRefused(normalised, "shards: test takes mini-batches whole (its batch normalisation");
        assertRefused(stock, "shards: test takes mini-batches whole (stock DL4J runs it: ");
    }

    private static void assertRefused(NetworkSpec spec, String message) {
        SavedNetwork start = Networks.initial(spec, 7);
        assertThatThrownBy(() -> Networks.online(start, 8, new Shards(2, 1)))
                .isInstanceOf(BadNetworkException.class)
                .hasMessageStartingWith(message)
                .hasMessageEndingWith("; set shards to 1, not 2");
    }

    private static float[] learned(SavedNetwork start, Shards shards) {
        try (OnlineClassifier network = Networks.online(start, BATCH, shards)) {
            for (int k = 0; k < STEPS; k++) {
                network.learn(TestNetworks.examples(start.spec(), 1 + k % BATCH, k), 1);
            }
            return network.parameters();
        }
    }
}
