package io.afluente.model.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.afluente.image.BadImageException;
import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.model.Classifier;
import io.afluente.model.Prediction;
import io.afluente.model.SavedNetwork;
import io.afluente.model.ServableNetwork;
import io.afluente.model.TestNetworks;
import io.afluente.model.engine.Engines;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link Classifier} keeps, whichever engine runs it. */
class ClassifierLawsTest {
    /** A way to get one. */
    interface Implementation {
        Classifier start(SavedNetwork network, int maxBatch);
    }

    private static final int MAX_BATCH = 9;
    private static final SavedNetwork NETWORK = Networks.initial(TestNetworks.small(), 7);
    private static final List<Image> IMAGES =
            TestNetworks.images(TestNetworks.INPUT, MAX_BATCH, 11);

    private static Stream<Arguments> implementations() {
        return Stream.concat(
                Stream.of(
                        Arguments.of("stock", (Implementation) StockNetwork::new),
                        Arguments.of("plan", (Implementation) ClassifierLawsTest::plan)),
                Engines.names().stream().map(name -> Arguments.of(name, engine(name))));
    }

    private static Classifier plan(SavedNetwork network, int maxBatch) {
        return new PlanClassifier(network, Plans.of(network.spec()).orElseThrow(), maxBatch);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("implementations")
    void shouldGiveProbabilitiesForEachImage(String name, Implementation implementation) {
        try (Classifier classifier = implementation.start(NETWORK, MAX_BATCH)) {
            List<Prediction> predictions = classifier.predict(IMAGES);

            assertThat(predictions).hasSameSizeAs(IMAGES);
            assertThat(predictions).allSatisfy(ClassifierLawsTest::sumsToOne);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("implementations")
    void shouldAnswerAlikeInAnyCompany(String name, Implementation implementation) {
        try (Classifier classifier = implementation.start(NETWORK, MAX_BATCH)) {
            List<Prediction> together = classifier.predict(IMAGES);

            for (int i = 0; i < IMAGES.size(); i++) {
                List<Prediction> alone = classifier.predict(List.of(IMAGES.get(i)));
                assertThat(alone).hasSize(1);
                assertThat(alone.get(0).probabilities())
                        .containsExactly(together.get(i).probabilities(), within(2e-6f));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("implementations")
    void shouldAnswerEqualBatchesBitForBit(String name, Implementation implementation) {
        try (Classifier first = implementation.start(NETWORK, MAX_BATCH);
                Classifier second = implementation.start(NETWORK, MAX_BATCH)) {
            List<Prediction> expected = first.predict(IMAGES);
            second.predict(IMAGES.subList(3, 5));
            List<Prediction> answers = second.predict(IMAGES);

            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).probabilities())
                        .containsExactly(expected.get(i).probabilities());
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("implementations")
    void shouldNotWriteToAnswersItHasGiven(String name, Implementation implementation) {
        try (Classifier classifier = implementation.start(NETWORK, MAX_BATCH)) {
            Prediction prediction = classifier.predict(IMAGES.subList(0, 1)).get(0);
            float[] before = prediction.probabilities().clone();

            classifier.predict(IMAGES.subList(1, 2));

            assertThat(prediction.probabilities()).containsExactly(before);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("implementations")
    void shouldRefuseAnImageOfAnotherShape(String name, Implementation implementation) {
        List<Image> turned = TestNetworks.images(new InputShape(5, 6, 1), 1, 1);
        try (Classifier classifier = implementation.start(NETWORK, MAX_BATCH)) {
            assertThatThrownBy(() -> classifier.predict(turned))
                    .isInstanceOf(BadImageException.class)
                    .hasMessage("the network takes 6x5x1, got 5x6x1");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("implementations")
    void shouldRefuseTooManyImagesAndNone(String name, Implementation implementation) {
        try (Classifier classifier = implementation.start(NETWORK, 4)) {
            assertThat(classifier.maxBatch()).isEqualTo(4);
            assertThatThrownBy(() -> classifier.predict(IMAGES.subList(0, 5)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> classifier.predict(List.of()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("implementations")
    void shouldBearBeingClosedTwice(String name, Implementation implementation) {
        Classifier classifier = implementation.start(NETWORK, MAX_BATCH);

        classifier.close();
        classifier.close();
    }

    private static void sumsToOne(Prediction prediction) {
        double sum = 0;
        for (float probability : prediction.probabilities()) {
            assertThat(probability).isBetween(0f, 1f);
            sum += probability;
        }
        assertThat(prediction.probabilities()).hasSameSizeAs(TestNetworks.LABELS);
        assertThat(sum).isCloseTo(1, within(1e-5));
    }

    /** Closing the version at once leaves its classifier alive, and alone. */
    private static Implementation engine(String name) {
        return (network, maxBatch) -> {
            try (ServableNetwork servable = Engines.of(name, maxBatch).prepare(network)) {
                return servable.classifier();
            }
        };
    }
}
