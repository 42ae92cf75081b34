package io.afluente.model.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.model.BadNetworkException;
import io.afluente.model.NetworkSpec;
import io.afluente.model.OnlineClassifier;
import io.afluente.model.SavedNetwork;
import io.afluente.model.TestNetworks;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TuningTest {
    // the small network's convolution: 4 biases, then 4 kernels of 3x3 over 1 channel
    private static final int CONVOLUTION = 4 + 4 * 9;

    private static List<String> updaters() {
        return Tuning.updaters();
    }

    @ParameterizedTest
    @MethodSource("updaters")
    void shouldLeaveFrozenLayersBitForBit(String updater) {
        NetworkSpec spec =
                Tuning.freeze(Tuning.updater(TestNetworks.small(), updater), List.of("conv"));
        SavedNetwork start = Networks.initial(spec, 5);
        try (OnlineClassifier network = Networks.online(start, 8)) {
            for (int k = 0; k < 10; k++) {
                network.learn(TestNetworks.examples(spec, 8, k), 1);
            }

            assertThat(convolution(network.parameters()))
                    .containsExactly(convolution(start.parameters()));
            assertThat(network.parameters()).isNotEqualTo(start.parameters());
        }
    }

    @Test
    void shouldDrawOtherParametersByAnotherSeed() {
        NetworkSpec spec = TestNetworks.small();

        assertThat(Networks.initial(spec, 1).parameters())
                .containsExactly(Networks.initial(spec, 1).parameters())
                .isNotEqualTo(Networks.initial(spec, 2).parameters());
    }

    @Test
    void shouldTakeLargerStepsAtAHigherRate() {
        assertThat(movement(0.1)).isGreaterThan(5 * movement(0.01));
    }

    @Test
    void shouldKeepWhatTheNetworkComputes() {
        NetworkSpec spec = TestNetworks.small();
        NetworkSpec tuned = Tuning.learningRate(Tuning.updater(spec, "Nesterovs"), 0.5);

        assertThat(Networks.initial(tuned, 3).parameters())
                .containsExactly(Networks.initial(spec, 3).parameters());
        assertThat(tuned.configuration()).contains("Nesterovs").doesNotContain("Adam");
    }

    @Test
    void shouldSayWhichUpdatersThereAre() {
        assertThatThrownBy(() -> Tuning.updater(TestNetworks.small(), "magic"))
                .isInstanceOf(BadNetworkException.class)
                .hasMessageContaining("adam")
                .hasMessageContaining("\"magic\"");
    }

    @Test
    void shouldRefuseARateForAnUpdaterWithoutOne() {
        NetworkSpec spec = Tuning.updater(TestNetworks.small(), "adadelta");

        assertThatThrownBy(() -> Tuning.learningRate(spec, 0.1))
                .isInstanceOf(BadNetworkException.class)
                .hasMessage("learning rate: AdaDelta of layer conv has none");
    }

    @Test
    void shouldRefuseToFreezeALayerThatIsNotThere() {
        assertThatThrownBy(() -> Tuning.freeze(TestNetworks.small(), List.of("conv9")))
                .isInstanceOf(BadNetworkException.class)
                .hasMessageMatching("frozen layers: one of \\[conv, .*], not \"conv9\"");
    }

    private static double movement(double rate) {
        NetworkSpec spec = Tuning.learningRate(Tuning.updater(TestNetworks.small(), "sgd"), rate);
        SavedNetwork start = Networks.initial(spec, 5);
        try (OnlineClassifier network = Networks.online(start, 8)) {
            network.learn(TestNetworks.examples(spec, 8, 1), 1);
            float[] moved = network.parameters();
            double sum = 0;
            for (int i = 0; i < moved.length; i++) {
                sum += Math.abs(moved[i] - start.parameters()[i]);
            }
            return sum;
        }
    }

    private static float[] convolution(float[] parameters) {
        return Arrays.copyOf(parameters, CONVOLUTION);
    }
}
