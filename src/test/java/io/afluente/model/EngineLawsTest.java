package io.afluente.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.afluente.image.Image;
import io.afluente.model.dl4j.Networks;
import io.afluente.model.engine.Engines;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link Engine} keeps. */
class EngineLawsTest {
    private static final SavedNetwork FIRST = Networks.initial(TestNetworks.small(), 1);
    private static final SavedNetwork SECOND = Networks.initial(TestNetworks.small(), 2);
    private static final List<Image> IMAGES = TestNetworks.images(TestNetworks.INPUT, 3, 11);

    private static Stream<Engine> engines() {
        return Engines.names().stream().map(name -> Engines.of(name, 8));
    }

    @ParameterizedTest
    @MethodSource("engines")
    void shouldKeepTwoVersionsApart(Engine engine) {
        try (ServableNetwork first = engine.prepare(FIRST);
                ServableNetwork second = engine.prepare(sameKind(SECOND));
                Classifier old = first.classifier();
                Classifier young = second.classifier()) {
            assertThat(probabilities(old)).containsExactly(probabilities(FIRST), within(1e-5f));
            assertThat(probabilities(young)).containsExactly(probabilities(SECOND), within(1e-5f));
            assertThat(probabilities(old)).containsExactly(probabilities(FIRST), within(1e-5f));
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void shouldGoOnAnsweringByAVersionThatWasClosed(Engine engine) {
        ServableNetwork first = engine.prepare(FIRST);
        try (Classifier classifier = first.classifier()) {
            first.close();
            first.close();

            assertThat(probabilities(classifier))
                    .containsExactly(probabilities(FIRST), within(1e-5f));
            assertThatThrownBy(first::classifier).isInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void shouldRefuseToAnswerAfterTheClassifierIsClosed(Engine engine) {
        try (ServableNetwork first = engine.prepare(FIRST)) {
            Classifier classifier = first.classifier();
            classifier.close();

            assertThatThrownBy(() -> classifier.predict(IMAGES))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void shouldRefuseParametersThatGiveNoProbabilities(Engine engine) {
        float[] broken = FIRST.parameters().clone();
        Arrays.fill(broken, Float.NaN);

        assertThatThrownBy(() -> engine.prepare(with(FIRST.spec(), broken)))
                .isInstanceOf(BadNetworkException.class)
                .hasMessageContaining("probabilities that sum to 1");
    }

    @ParameterizedTest
    @MethodSource("engines")
    void shouldRefuseTooFewParameters(Engine engine) {
        assertThatThrownBy(() -> engine.prepare(with(FIRST.spec(), new float[5])))
                .isInstanceOf(BadNetworkException.class)
                .hasMessageContaining("got 5");
    }

    private static SavedNetwork sameKind(SavedNetwork network) {
        return with(FIRST.spec(), network.parameters());
    }

    private static SavedNetwork with(NetworkSpec spec, float[] parameters) {
        return new SavedNetwork(spec, parameters, new float[0], 0, Map.of());
    }

    private static float[] probabilities(SavedNetwork network) {
        try (Classifier alone = Networks.online(network, 8)) {
            return probabilities(alone);
        }
    }

    private static float[] probabilities(Classifier classifier) {
        return classifier.predict(IMAGES).get(2).probabilities();
    }
}
