package io.afluente.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.model.dl4j.Networks;
import io.afluente.model.engine.Engines;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link Engine} keeps. */
class EngineLawsTest {
    private static final SavedNetwork FIRST = Networks.initial(TestNetworks.small(), 1);
    private static final SavedNetwork SECOND = Networks.initial(TestNetworks.small(), 2);
    private static final List<Image> IMAGES = TestNetworks.images(TestNetworks.INPUT, 3, 11);

    private static List<String> names() {
        return Engines.names();
    }

    private static Stream<Engine> engines() {
        return names().stream().map(name -> Engines.of(name, 8));
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

    /** What {@code models verify} relies on, in a process whose slices are others. */
    @ParameterizedTest
    @MethodSource("names")
    void shouldAnswerInASliceByItsSizeAlone(String name) {
        SavedNetwork network = Networks.initial(large(), 1);
        List<Image> slice = TestNetworks.images(network.spec().input(), 7, 11);
        try (ServableNetwork serves = Engines.of(name, 16).prepare(network);
                ServableNetwork verifies = Engines.of(name, 7).prepare(network);
                Classifier first = serves.classifier();
                Classifier second = verifies.classifier()) {
            List<Prediction> answers = first.predict(slice);

            for (int i = 0; i < slice.size(); i++) {
                List<Image> copies = Collections.nCopies(slice.size(), slice.get(i));
                assertThat(second.predict(copies).get(i).probabilities())
                        .containsExactly(answers.get(i).probabilities());
            }
        }
    }

    /** A slice of it is worked off in parts. */
    private static NetworkSpec large() {
        return TestNetworks.of(
                new InputShape(96, 96, 1),
                TestNetworks.NORMALISATION,
                new ConvolutionLayer.Builder(3, 3).padding(1, 1).nOut(32).build(),
                TestNetworks.output());
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
