package io.afluente.model.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.afluente.image.LabeledImage;
import io.afluente.model.Batches;
import io.afluente.model.CrossEntropy;
import io.afluente.model.NetworkSpec;
import io.afluente.model.OnlineClassifier;
import io.afluente.model.Prediction;
import io.afluente.model.SavedNetwork;
import io.afluente.model.Shards;
import io.afluente.model.Step;
import io.afluente.model.TestNetworks;
import io.afluente.model.plan.CompiledNetwork;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.learning.config.IUpdater;

/** What every {@link OnlineClassifier} keeps, whichever way it is built. */
class OnlineClassifierLawsTest {
    /** A way to build one. */
    interface Implementation {
        OnlineClassifier start(SavedNetwork network, int maxBatch);
    }

    private static final int MAX_BATCH = 8;

    /** One line for each implementation, DL4J's own first; they join with every network. */
    private static Stream<Arguments> implementations() {
        return Stream.of(
                Arguments.of("stock", (Implementation) StockNetwork::new),
                Arguments.of("plan", (Implementation) OnlineClassifierLawsTest::plan),
                Arguments.of("plan in shards", (Implementation) OnlineClassifierLawsTest::shards));
    }

    private static OnlineClassifier plan(SavedNetwork network, int maxBatch) {
        return new PlanNetwork(network, Plans.of(network.spec()).orElseThrow(), maxBatch);
    }

    private static OnlineClassifier shards(SavedNetwork network, int maxBatch) {
        CompiledNetwork plan = Plans.of(network.spec()).orElseThrow();
        return new PlanNetwork(network, plan, maxBatch, new Shards(3, 2));
    }

    private static Stream<Arguments> implementationsAndNetworks() {
        return Stream.concat(
                implementations()
                        .flatMap(row -> rows(row, LearningNetworks.ofPlansToo().entrySet()))
                        .filter(row -> !inShards(row) || canBeSplit(row)),
                implementations()
                        .limit(1)
                        .flatMap(row -> rows(row, LearningNetworks.ofStockAlone().entrySet())));
    }

    private static boolean inShards(Arguments row) {
        return row.get()[0].toString().startsWith("plan in shards");
    }

    private static boolean canBeSplit(Arguments row) {
        return !Plans.of((NetworkSpec) row.get()[2]).orElseThrow().needsWholeBatch();
    }

    private static Stream<Arguments> rows(
            Arguments implementation, Set<Map.Entry<String, NetworkSpec>> networks) {
        Object[] row = implementation.get();
        return networks.stream()
                .map(n -> Arguments.of(row[0] + ", " + n.getKey(), row[1], n.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("implementationsAndNetworks")
    void shouldGoOnBitForBitAfterSaveAndLoad(
            String name, Implementation implementation, NetworkSpec spec) {
        SavedNetwork network = Networks.initial(spec, 7);
        try (OnlineClassifier straight = implementation.start(network, MAX_BATCH);
                OnlineClassifier first = implementation.start(network, MAX_BATCH);
                OnlineClassifier second = implementation.start(network, MAX_BATCH)) {
            learn(straight, spec, 0, 8);

            learn(first, spec, 0, 4);
            load(second, bytes(first));
            learn(second, spec, 4, 8);

            assertThat(second.steps()).isEqualTo(8);
            assertThat(second.parameters()).containsExactly(straight.parameters());
            assertThat(bytes(second)).isEqualTo(bytes(straight));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("implementationsAndNetworks")
    void shouldGoOnBitForBitFromASavedNetwork(
            String name, Implementation implementation, NetworkSpec spec) {
        SavedNetwork network = Networks.initial(spec, 7);
        try (OnlineClassifier straight = implementation.start(network, MAX_BATCH)) {
            learn(straight, spec, 0, 3);
            try (OnlineClassifier resumed = implementation.start(straight.saved(), MAX_BATCH)) {
                learn(straight, spec, 3, 6);
                learn(resumed, spec, 3, 6);

                assertThat(bytes(resumed)).isEqualTo(bytes(straight));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("implementationsAndNetworks")
    void shouldGoOnLearningBeyondWhatAnIntCounts(
            String name, Implementation implementation, NetworkSpec spec) {
        long many = Integer.MAX_VALUE - 1L;
        SavedNetwork network = Networks.initial(spec, 7).after(many);
        try (OnlineClassifier straight = implementation.start(network, MAX_BATCH);
                OnlineClassifier resumed = implementation.start(network, MAX_BATCH)) {
            learn(straight, spec, 0, 2);
            load(resumed, bytes(straight));
            learn(straight, spec, 2, 4);
            learn(resumed, spec, 2, 4);

            assertThat(straight.steps()).isEqualTo(many + 4);
            assertThat(bytes(resumed)).isEqualTo(bytes(straight));
            for (float parameter : straight.parameters()) {
                assertThat(parameter).isFinite();
            }
        }
    }

    @Test
    void shouldHoldForEveryUpdaterThatDl4jOffers() {
        JavaClasses offered =
                new ClassFileImporter().importPackages(IUpdater.class.getPackageName());
        List<String> names =
                offered.stream()
                        .filter(type -> type.isAssignableTo(IUpdater.class) && !type.isInterface())
                        .map(type -> type.getSimpleName().toLowerCase(Locale.ROOT))
                        .toList();

        // AdaBelief can't be started, which is said; NoOp learns nothing
        assertThat(names)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Tuning.updaters().stream(), Stream.of("adabelief", "noop"))
                                .toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("implementations")
    void shouldAnswerBeforeItLearns(String name, Implementation implementation) {
        NetworkSpec spec = TestNetworks.small();
        List<LabeledImage> batch = TestNetworks.examples(spec, MAX_BATCH, 3);
        try (OnlineClassifier network =
                implementation.start(Networks.initial(spec, 7), MAX_BATCH)) {
            List<Prediction> expected = network.predict(Batches.images(batch));
            float[] before = network.parameters();

            Step step = network.learn(batch, 1);

            assertThat(step.answers()).hasSameSizeAs(expected);
            for (int i = 0; i < expected.size(); i++) {
                assertThat(step.answers().get(i).probabilities())
                        .containsExactly(expected.get(i).probabilities(), within(2e-6f));
            }
            assertThat(step.loss()).isCloseTo(CrossEntropy.mean(expected, batch), within(1e-5));
            assertThat(network.parameters()).isNotEqualTo(before);
            assertThat(network.steps()).isEqualTo(1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("implementations")
    void shouldLearnTheExamplesItIsShown(String name, Implementation implementation) {
        NetworkSpec spec = TestNetworks.small();
        List<LabeledImage> batch = TestNetworks.examples(spec, MAX_BATCH, 3);
        try (OnlineClassifier network =
                implementation.start(Networks.initial(spec, 7), MAX_BATCH)) {
            double before = network.learn(batch, 1).loss();
            for (int i = 0; i < 100; i++) {
                network.learn(batch, 1);
            }

            assertThat(network.learn(batch, 1).loss()).isLessThan(before / 4);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("implementations")
    void shouldScaleTheLearningRate(String name, Implementation implementation) {
        NetworkSpec slow = rate(0.01);
        NetworkSpec fast = rate(0.03);
        try (OnlineClassifier scaled = implementation.start(Networks.initial(slow, 7), MAX_BATCH);
                OnlineClassifier plain =
                        implementation.start(Networks.initial(fast, 7), MAX_BATCH)) {
            for (int k = 0; k < 3; k++) {
                scaled.learn(TestNetworks.examples(slow, MAX_BATCH, k), 3);
                plain.learn(TestNetworks.examples(slow, MAX_BATCH, k), 1);
            }

            assertThat(scaled.parameters()).containsExactly(plain.parameters(), within(1e-6f));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("implementations")
    void shouldStandStillAtScaleZero(String name, Implementation implementation) {
        NetworkSpec spec = Tuning.updater(TestNetworks.small(), "sgd");
        SavedNetwork start = Networks.initial(spec, 7);
        try (OnlineClassifier network = implementation.start(start, MAX_BATCH)) {
            network.learn(TestNetworks.examples(spec, 3, 1), 0);

            assertThat(network.parameters()).containsExactly(start.parameters());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("implementations")
    void shouldForgetMomentumWhenTheUpdaterIsReset(String name, Implementation implementation) {
        NetworkSpec spec = Tuning.updater(TestNetworks.small(), "nesterovs");
        SavedNetwork start = Networks.initial(spec, 7);
        try (OnlineClassifier network = implementation.start(start, MAX_BATCH);
                OnlineClassifier fresh = implementation.start(start, MAX_BATCH)) {
            learn(network, spec, 0, 3);
            network.resetUpdater();
            network.setParameters(start.parameters());
            learn(network, spec, 5, 6);
            learn(fresh, spec, 5, 6);

            assertThat(network.parameters()).containsExactly(fresh.parameters());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("implementations")
    void shouldDropOtherValuesAtEachStep(String name, Implementation implementation) {
        NetworkSpec spec = Tuning.updater(TestNetworks.withDropout(), "sgd");
        List<LabeledImage> batch = TestNetworks.examples(spec, MAX_BATCH, 3);
        SavedNetwork start = Networks.initial(spec, 7);
        try (OnlineClassifier network = implementation.start(start, MAX_BATCH)) {
            network.learn(batch, 1);
            float[] first = network.parameters();
            network.setParameters(start.parameters());
            network.learn(batch, 1);

            assertThat(network.parameters()).isNotEqualTo(first);
        }
    }

    private static NetworkSpec rate(double rate) {
        return Tuning.learningRate(Tuning.updater(TestNetworks.small(), "nesterovs"), rate);
    }

    private static void learn(OnlineClassifier network, NetworkSpec spec, int from, int to) {
        for (int k = from; k < to; k++) {
            network.learn(TestNetworks.examples(spec, 1 + k % MAX_BATCH, k), 1);
        }
    }

    private static byte[] bytes(OnlineClassifier network) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            network.save(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void load(OnlineClassifier network, byte[] state) {
        try {
            network.load(new DataInputStream(new ByteArrayInputStream(state)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
