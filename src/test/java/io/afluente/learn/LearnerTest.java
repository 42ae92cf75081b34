package io.afluente.learn;

import static io.afluente.TestLearning.PROVENANCE;
import static io.afluente.TestLearning.entry;
import static io.afluente.TestLearning.example;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.TestLearning;
import io.afluente.TestNetworks;
import io.afluente.learn.drift.DriftSettings;
import io.afluente.learn.example.Control;
import io.afluente.learn.example.ExampleForm;
import io.afluente.learn.gate.Contender;
import io.afluente.learn.gate.Gate;
import io.afluente.learn.gate.GateSettings;
import io.afluente.model.Shards;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Lineage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Learning is a function of the log: however often it is put away and taken up again. */
class LearnerTest {
    private static final Checkpoint FIRST = TestNetworks.untrained(0, 1);
    private static final int LOG = 104;

    static List<LearnSettings> settings() {
        LearnSettings all = TestLearning.everything();
        return List.of(
                TestLearning.plain(),
                all,
                all.withPractice(all.practice().withShards(new Shards(3, 2))));
    }

    @Test
    void shouldTestTrainAndCheckpointByTheCountOfExamples() {
        List<EntryResult> outcomes = outcomesOf(learner(TestLearning.plain()), 0, 26);

        assertThat(outcomes).filteredOn(o -> o.score().isPresent()).hasSize(6);
        assertThat(outcomes.get(3).score()).isPresent();
        assertThat(outcomes.get(11).checkpoint()).isPresent();
        assertThat(outcomes.get(23).checkpoint()).isPresent();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void shouldBecomeTheSameAfterBeingPutAwayAtAnyBoundary(LearnSettings settings)
            throws IOException {
        List<EntryResult> undisturbed = logged(learner(settings), 0, LOG);

        List<EntryResult> outcomes = new ArrayList<>();
        Learner learner = learner(settings);
        for (int i = 0; i < LOG; i++) {
            outcomes.add(learner.take(entry(i)));
            if (learner.atBoundary()) {
                Learner old = learner;
                learner = Saving.again(old, () -> learner(settings));
                old.close();
            }
        }

        assertThat(versions(outcomes)).isEqualTo(versions(undisturbed)).hasSizeGreaterThan(5);
        assertThat(scores(outcomes)).isEqualTo(scores(undisturbed));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void shouldGoOnFromAnyCheckpointAsIfNothingHadHappened(LearnSettings settings) {
        List<EntryResult> undisturbed = logged(learner(settings), 0, LOG);
        List<Checkpoint> checkpoints = checkpoints(undisturbed);

        for (int i = 0; i < checkpoints.size() - 1; i += 4) {
            Checkpoint from = checkpoints.get(i);
            Checkpoint opened = Checkpoint.open(from.version(), from.file());
            try (Learner learner = new Learner(opened, settings, PROVENANCE)) {
                List<EntryResult> later = logged(learner, from.lineage().nextOffset(), LOG);

                assertThat(checkpoints(later).get(0).bytes())
                        .isEqualTo(checkpoints.get(i + 1).bytes());
                assertThat(versions(later))
                        .isEqualTo(versions(undisturbed).subList(i + 1, checkpoints.size()));
            }
        }
    }

    @Test
    void shouldTestHeldOutExamplesButNeverTrainOnThem() {
        LearnSettings settings = TestLearning.everything();
        List<MiniBatchScore> scores = scores(outcomesOf(learner(settings), 0, 150));

        assertThat(scores)
                .allSatisfy(s -> assertThat(s.examples() - s.heldOut()).isEqualTo(4))
                .anySatisfy(s -> assertThat(s.heldOut()).isPositive());
        for (int i = 1; i < scores.size(); i++) {
            assertThat(scores.get(i).fromOffset()).isEqualTo(scores.get(i - 1).toOffset() + 1);
            assertThat(scores.get(i).score().examples()).isEqualTo(scores.get(i).toOffset() + 1);
        }
    }

    @Test
    void shouldTellWhatItGotWrongAndHowGoodItsCheckpointsAre() {
        List<MiniBatchScore> scores =
                scores(outcomesOf(learner(TestLearning.everything()), 0, 150));

        assertThat(scores)
                .allSatisfy(
                        s ->
                                assertThat(s.mistakes())
                                        .hasSize(s.examples() - s.correct())
                                        .allSatisfy(
                                                m -> {
                                                    assertThat(m.answer()).isNotEqualTo(m.label());
                                                    assertThat(m.offset())
                                                            .isBetween(
                                                                    s.fromOffset(), s.toOffset());
                                                }));
        assertThat(scores)
                .extracting(MiniBatchScore::checkpointAccuracy)
                .containsNull()
                .filteredOn(accuracy -> accuracy != null)
                .isNotEmpty()
                .allSatisfy(accuracy -> assertThat(accuracy).isBetween(0.0, 1.0));
    }

    @Test
    void shouldLetHeldOutExamplesChangeNothingThatIsLearned() {
        LearnSettings gated = TestLearning.everything();
        LearnSettings open =
                gated.withPractice(TrainingSettings.PLAIN)
                        .withDrift(DriftSettings.NONE)
                        .withGate(GateSettings.OFF);
        LearnSettings heldOut =
                gated.withPractice(TrainingSettings.PLAIN).withDrift(DriftSettings.NONE);
        Gate gate = gate(gated);

        List<Checkpoint> with = checkpoints(outcomesOf(learner(heldOut), 0, 100));
        List<Checkpoint> without = new ArrayList<>();
        try (Learner learner = learner(open)) {
            for (int i = 0; i < 100; i++) {
                if (!gate.holdsOut(example(i))) {
                    learner.take(example(i)).checkpoint().ifPresent(without::add);
                }
            }
        }

        assertThat(with).hasSizeGreaterThan(3);
        assertThat(with)
                .extracting(c -> c.lineage().parametersSha256())
                .isEqualTo(without.stream().map(c -> c.lineage().parametersSha256()).toList());
    }

    @Test
    void shouldServeAnAverageThatStillsTheNoise() {
        LearnSettings plain = TestLearning.plain();
        LearnSettings averaged =
                plain.withPractice(new TrainingSettings(1, 0, 0, 0.9, RateSchedule.CONSTANT));

        Checkpoint last = last(outcomesOf(learner(plain), 0, 120));
        Checkpoint average = last(outcomesOf(learner(averaged), 0, 120));

        assertThat(average.network().parameters()).isNotEqualTo(last.network().parameters());
        assertThat(average.network().updaterState()).isEqualTo(last.network().updaterState());
        assertThat(average.network().steps()).isEqualTo(last.network().steps()).isEqualTo(30);
    }

    @Test
    void shouldTakeStepsAndReplayTheMiniBatchesThatThePracticeSays() {
        LearnSettings settings =
                TestLearning.plain()
                        .withPractice(new TrainingSettings(2, 3, 50, 0, RateSchedule.CONSTANT));

        Checkpoint last = last(outcomesOf(learner(settings), 0, 12));

        // nothing to replay yet after the first mini-batch
        assertThat(last.lineage().steps()).isEqualTo(2 + 5 + 5);
        assertThat(last.lineage().examples()).isEqualTo(12);
    }

    @Test
    void shouldKeepNoPastThatNobodyPractisesAgain() {
        assertThat(stateWithMemoryOf(1000)).isEqualTo(stateWithMemoryOf(0));
    }

    private static byte[] stateWithMemoryOf(int examples) {
        LearnSettings settings =
                TestLearning.plain()
                        .withPractice(
                                new TrainingSettings(1, 0, examples, 0, RateSchedule.CONSTANT));
        return last(outcomesOf(learner(settings), 0, 12)).learnerState();
    }

    @Test
    void shouldLearnFewerExamplesWhenToldToCloseTheMiniBatch() {
        Learner learner = learner(TestLearning.plain());
        outcomesOf(learner, 0, 3);

        EntryResult closed = learner.take(new Control(3, Control.Order.CLOSE_BATCH));

        assertThat(closed.score().orElseThrow().examples()).isEqualTo(3);
        assertThat(closed.checkpoint()).isEmpty();
        assertThat(learner.atBoundary()).isTrue();
    }

    @Test
    void shouldNotBeSavedInTheMiddleOfAMiniBatch() {
        Learner learner = learner(TestLearning.plain());
        outcomesOf(learner, 0, 3);

        assertThatThrownBy(() -> Parts.bytesOf(learner)).hasMessageContaining("3 examples");
    }

    @Test
    void shouldKnowItsSettings() {
        try (Learner one = learner(TestLearning.plain());
                Learner two = learner(TestLearning.everything())) {
            assertThat(one.settingsHash()).isNotEqualTo(two.settingsHash());
        }
    }

    @Test
    void shouldRefuseACheckpointOfOtherSettings() {
        Checkpoint plain = last(outcomesOf(learner(TestLearning.plain()), 0, 12));

        assertThatThrownBy(() -> new Learner(plain, TestLearning.everything(), PROVENANCE))
                .hasMessageContaining("learned under other settings");
    }

    @Test
    void shouldGoOnFromACheckpointThatCarriesTheHashOf010() {
        List<Checkpoint> made = checkpoints(outcomesOf(learner(TestLearning.plain()), 0, 24));
        LearnerIdentity identity =
                new LearnerIdentity(TestLearning.plain(), FIRST.network().spec());
        String hashOf010 = identity.hashOf010().orElseThrow();

        Learner goesOn =
                new Learner(hashed(made.get(0), hashOf010), TestLearning.plain(), PROVENANCE);
        Checkpoint next = last(outcomesOf(goesOn, 12, 24));

        assertThat(next.network().parameters()).isEqualTo(made.get(1).network().parameters());
        assertThat(next.network().updaterState()).isEqualTo(made.get(1).network().updaterState());
        assertThat(next.lineage().settingsHash()).isEqualTo(identity.hash());
    }

    private static Checkpoint hashed(Checkpoint checkpoint, String settingsHash) {
        String json = new String(checkpoint.lineage().toJson(), StandardCharsets.UTF_8);
        String other = json.replace(checkpoint.lineage().settingsHash(), settingsHash);
        return Checkpoint.seal(
                checkpoint.version().sequence(),
                checkpoint.network(),
                Lineage.fromJson(other.getBytes(StandardCharsets.UTF_8)),
                checkpoint.learnerState());
    }

    private static Gate gate(LearnSettings settings) {
        return new Gate(
                settings.gate(),
                ExampleForm.of(FIRST.network().spec()),
                settings.seed(),
                new Contender("", FIRST.network().parameters()));
    }

    private static Learner learner(LearnSettings settings) {
        return new Learner(FIRST, settings, PROVENANCE);
    }

    private static List<EntryResult> outcomesOf(Learner learner, int from, int to) {
        List<EntryResult> outcomes = new ArrayList<>();
        for (int i = from; i < to; i++) {
            outcomes.add(learner.take(example(i)));
        }
        return outcomes;
    }

    private static List<EntryResult> logged(Learner learner, long from, long to) {
        List<EntryResult> outcomes = new ArrayList<>();
        for (long i = from; i < to; i++) {
            outcomes.add(learner.take(entry(i)));
        }
        return outcomes;
    }

    private static List<Checkpoint> checkpoints(List<EntryResult> outcomes) {
        return outcomes.stream().map(EntryResult::checkpoint).flatMap(Optional::stream).toList();
    }

    private static Checkpoint last(List<EntryResult> outcomes) {
        List<Checkpoint> checkpoints = checkpoints(outcomes);
        return checkpoints.get(checkpoints.size() - 1);
    }

    private static List<String> versions(List<EntryResult> outcomes) {
        return checkpoints(outcomes).stream().map(c -> c.version().toString()).toList();
    }

    private static List<MiniBatchScore> scores(List<EntryResult> outcomes) {
        return outcomes.stream().map(EntryResult::score).flatMap(Optional::stream).toList();
    }
}
