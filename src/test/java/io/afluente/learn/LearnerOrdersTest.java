package io.afluente.learn;

import static io.afluente.TestLearning.PROVENANCE;
import static io.afluente.TestLearning.example;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.TestLearning;
import io.afluente.TestNetworks;
import io.afluente.evaluate.DriftMethod;
import io.afluente.image.LabeledImage;
import io.afluente.learn.drift.DriftAction;
import io.afluente.learn.drift.DriftSettings;
import io.afluente.learn.drift.Event;
import io.afluente.learn.example.Control;
import io.afluente.learn.example.Example;
import io.afluente.model.NetworkSpec;
import io.afluente.model.SavedNetwork;
import io.afluente.registry.Checkpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the learner is told, and what it does of itself when the world changes. */
class LearnerOrdersTest {
    private static final Checkpoint FIRST = TestNetworks.untrained(0, 1);
    private static final LearnSettings PRACTISED =
            settings(
                    new TrainingSettings(1, 1, 20, 0.9, RateSchedule.CONSTANT), DriftSettings.NONE);

    private Learner learner = new Learner(FIRST, PRACTISED, PROVENANCE);

    @AfterEach
    void close() {
        learner.close();
    }

    @Test
    void shouldBeginAgainWhenReset() {
        List<Checkpoint> first = learn(0, 24);
        order(24, Control.Order.RESET);

        Checkpoint again = learn(0, 12).get(0);

        assertThat(again.lineage().parametersSha256())
                .isEqualTo(first.get(0).lineage().parametersSha256());
        assertThat(again.lineage().steps()).isEqualTo(first.get(0).lineage().steps());
        assertThat(again.lineage().parent()).isEqualTo(first.get(1).version().toString());
        assertThat(again.lineage().origin()).isEqualTo("seed 1");
        assertThat(again.version().sequence()).isEqualTo(3);
        assertThat(again.lineage().examples()).isEqualTo(36);
    }

    @Test
    void shouldContinueFromAVersionWithAllItKnew() {
        List<Checkpoint> line = learn(0, 24);
        Checkpoint good = line.get(0);
        for (int i = 24; i < 60; i++) {
            learner.take(poisoned(i));
        }

        learner.take(new Control(60, Control.Order.CONTINUE, Optional.of(good)));
        Checkpoint again = learn(12, 24).get(0);

        assertThat(again.lineage().parametersSha256())
                .isEqualTo(line.get(1).lineage().parametersSha256());
        assertThat(again.network().updaterState()).isEqualTo(line.get(1).network().updaterState());
        assertThat(again.lineage().origin()).isEqualTo(good.version().toString());
        assertThat(again.lineage().examples()).isEqualTo(60 + 12);
        assertThat(again.lineage().fromOffset()).isEqualTo(60);
    }

    @Test
    void shouldContinueFromAnotherNetworkByItsParametersAlone() {
        Checkpoint other = TestNetworks.untrained(0, 2);
        learn(0, 12);

        learner.take(new Control(12, Control.Order.CONTINUE, Optional.of(other)));
        Checkpoint next = learn(0, 12).get(0);

        try (Learner fresh = new Learner(other, PRACTISED, PROVENANCE)) {
            Checkpoint expected = checkpoints(fresh, 0, 12).get(0);
            assertThat(next.lineage().parametersSha256())
                    .isEqualTo(expected.lineage().parametersSha256());
        }
    }

    @Test
    void shouldRefuseAVersionThatItCannotGoOnFrom() {
        List<Checkpoint> line = learn(0, 12);
        SavedNetwork network = line.get(0).network();
        float[] noNumbers = network.parameters().clone();
        noNumbers[17] = Float.NaN;

        assertRefused(line.get(0), with(network, noNumbers), "not all of them are numbers");
        assertRefused(line.get(0), renamed(network), "labels: must be");
        Checkpoint damaged =
                Checkpoint.seal(9, network, line.get(0).lineage(), new byte[] {0, 0, 0, 1, 7});
        assertThatThrownBy(() -> learner.check(order(damaged)))
                .hasMessageContaining("learner state");
    }

    @Test
    void shouldForgetMomentumWhenTold() {
        learn(0, 24);
        order(24, Control.Order.RESET_UPDATER);
        Checkpoint forgetful = learn(25, 37).get(0);

        try (Learner other = new Learner(FIRST, PRACTISED, PROVENANCE)) {
            checkpoints(other, 0, 24);
            Checkpoint steady = checkpoints(other, 25, 37).get(0);
            assertThat(forgetful.network().updaterState())
                    .isNotEqualTo(steady.network().updaterState());
        }
    }

    @Test
    void shouldTellOrdersWithTheNextScore() {
        order(0, Control.Order.RESET);
        order(1, Control.Order.ROLL_BACK);

        List<Event> events = scores(learner, 2, 6).get(0).events();

        assertThat(events)
                .extracting(Event::about)
                .containsExactly(
                        "reset: learning goes on from seed 1",
                        "roll-back: learning goes on from " + FIRST.version());
    }

    @Test
    void shouldActOnAChangeOfTheWorldOnce() {
        learner.close();
        learner = new Learner(FIRST, watched(DriftAction.RAISE_RATE), PROVENANCE);
        List<MiniBatchScore> scores = new ArrayList<>(scores(learner, 0, 600));
        for (int i = 600; i < 1_000; i++) {
            learner.take(permuted(i)).score().ifPresent(scores::add);
        }

        List<Event> events = scores.stream().flatMap(s -> s.events().stream()).toList();
        assertThat(events).filteredOn(e -> e.kind() == Event.Kind.ACTED).hasSize(1);
        assertThat(events)
                .filteredOn(e -> e.kind() == Event.Kind.DRIFT)
                .isNotEmpty()
                .allSatisfy(e -> assertThat(e.offset()).isBetween(600L, 999L));
        assertThat(scores.get(scores.size() - 1).drift().total()).isPositive();
    }

    @Test
    void shouldScoreWhatAnswersNothingAsWrong() {
        LearnSettings plain = TestLearning.plain();
        float[] noNumbers = FIRST.network().parameters().clone();
        java.util.Arrays.fill(noNumbers, Float.NaN);
        Checkpoint broken =
                Checkpoint.seal(0, with(FIRST.network(), noNumbers), FIRST.lineage(), new byte[0]);
        try (Learner lost = new Learner(broken, plain, PROVENANCE)) {
            List<MiniBatchScore> scores = scores(lost, 0, 12);

            assertThat(scores.get(0).correct()).isZero();
            assertThat(scores.get(0).loss()).isBetween(16.0, 16.2);
            assertThat(scores.get(0).confusion())
                    .containsExactly(
                            List.of(0, -1, 1),
                            List.of(1, -1, 1),
                            List.of(2, -1, 1),
                            List.of(3, -1, 1));
            assertThat(scores.get(2).events())
                    .extracting(Event::about)
                    .containsExactly("its parameters are not all numbers");
        }
    }

    private void assertRefused(Checkpoint version, SavedNetwork network, String why) {
        Checkpoint bad = Checkpoint.seal(9, network, version.lineage(), new byte[0]);
        assertThatThrownBy(() -> learner.check(order(bad))).hasMessageContaining(why);
    }

    private static Control order(Checkpoint version) {
        return new Control(0, Control.Order.CONTINUE, Optional.of(version));
    }

    private void order(long offset, Control.Order order) {
        learner.take(new Control(offset, order));
    }

    private List<Checkpoint> learn(int from, int to) {
        return checkpoints(learner, from, to);
    }

    private static List<Checkpoint> checkpoints(Learner learner, int from, int to) {
        List<Checkpoint> checkpoints = new ArrayList<>();
        for (int i = from; i < to; i++) {
            learner.take(example(i)).checkpoint().ifPresent(checkpoints::add);
        }
        return checkpoints;
    }

    private static List<MiniBatchScore> scores(Learner learner, int from, int to) {
        List<MiniBatchScore> scores = new ArrayList<>();
        for (int i = from; i < to; i++) {
            learner.take(example(i)).score().ifPresent(scores::add);
        }
        return scores;
    }

    private static Example poisoned(int i) {
        LabeledImage labeled = example(i).labeled();
        return new Example(i, "id-" + i, new LabeledImage(labeled.image(), i * 7 % 10));
    }

    private static Example permuted(int i) {
        LabeledImage labeled = example(i).labeled();
        return new Example(
                i, "id-" + i, new LabeledImage(labeled.image(), (labeled.label() + 1) % 10));
    }

    private static SavedNetwork with(SavedNetwork network, float[] parameters) {
        return new SavedNetwork(
                network.spec(), parameters, network.updaterState(), network.steps(), Map.of());
    }

    private static SavedNetwork renamed(SavedNetwork network) {
        NetworkSpec spec = network.spec();
        List<String> labels = new ArrayList<>(spec.labels());
        labels.set(0, "zero");
        return new SavedNetwork(
                new NetworkSpec(
                        spec.name(),
                        spec.input(),
                        labels,
                        spec.normalisation(),
                        spec.configuration()),
                network.parameters(),
                network.updaterState(),
                network.steps(),
                Map.of());
    }

    private static LearnSettings watched(DriftAction action) {
        return settings(
                TrainingSettings.PLAIN,
                new DriftSettings(Optional.of(DriftMethod.ADWIN), 100, action, 10_000, 2));
    }

    private static LearnSettings settings(TrainingSettings practice, DriftSettings drift) {
        LearnSettings plain = TestLearning.plain();
        return plain.withPractice(practice).withDrift(drift);
    }
}
