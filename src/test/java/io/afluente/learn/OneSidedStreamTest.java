package io.afluente.learn;

import static io.afluente.TestLearning.PROVENANCE;
import static io.afluente.TestLearning.example;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.TestNetworks;
import io.afluente.learn.drift.Event;
import io.afluente.learn.example.Control;
import io.afluente.learn.example.Example;
import io.afluente.learn.gate.GateSettings;
import io.afluente.registry.Checkpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A camera that is held out, as one in twenty is, and is the only one that sends. */
class OneSidedStreamTest {
    private static final Checkpoint FIRST = TestNetworks.untrained(0, 1);
    private static final String CAMERA = "camera-12";
    private static final int BATCH = 32;

    @Test
    void shouldScoreWhatItNeverLearns() {
        List<MiniBatchScore> scores = new ArrayList<>();
        try (Learner learner = learner()) {
            for (int i = 0; i < 30_000; i++) {
                EntryResult outcome = learner.take(from(CAMERA, i));
                outcome.score().ifPresent(scores::add);
                assertThat(outcome.checkpoint()).isEmpty();
            }

            assertThat(scores).hasSize(30_000 / (4 * BATCH));
            assertThat(scores).allMatch(score -> score.examples() == 4 * BATCH);
            assertThat(scores).allMatch(score -> score.heldOut() == 4 * BATCH);
            learner.take(new Control(30_000, Control.Order.CLOSE_BATCH));
            assertThat(Parts.bytesOf(learner).length).isLessThan(3_000_000);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldTellOnceOfAKeyThatIsHeldOutAndComesAgainAndAgain() throws IOException {
        List<Event> events = new ArrayList<>();
        Learner learner = learner();
        for (int i = 0; i < 2_000; i++) {
            learner.take(from(CAMERA, i)).score().ifPresent(s -> events.addAll(s.events()));
            if (i == 1_023) {
                Learner old = learner;
                learner = Saving.again(old, OneSidedStreamTest::learner);
                old.close();
            }
        }
        learner.close();

        assertThat(events)
                .containsExactly(
                        new Event(
                                Event.Kind.KEY_HELD_OUT,
                                31,
                                "\"camera-12\" is held out to judge checkpoints by, and comes again"
                                        + " and again: nothing is learned from it"));
    }

    @Test
    void shouldSayNothingOfKeysThatAreAllDifferent() {
        try (Learner learner = learner()) {
            for (int i = 0; i < 20_000; i++) {
                learner.take(from("train-" + i % 5_000, i))
                        .score()
                        .ifPresent(score -> assertThat(score.events()).isEmpty());
            }
        }
    }

    @Test
    void shouldTakeAStepOnTheFewThatAreNotHeldOut() {
        try (Learner learner = learner()) {
            List<MiniBatchScore> scores = new ArrayList<>();
            for (int i = 0; i < 4 * BATCH; i++) {
                String key = i % 8 == 0 ? "another-" + i : CAMERA;
                learner.take(from(key, i)).score().ifPresent(scores::add);
            }

            assertThat(scores).hasSize(1);
            assertThat(scores.get(0).heldOut()).isBetween(112, 4 * BATCH - 1);
            Checkpoint after = checkpoint(learner, 4 * BATCH).orElseThrow();
            assertThat(after.network().steps()).isEqualTo(1);
        }
    }

    @Test
    void shouldMakeACheckpointThatIsAskedForEvenIfNothingWasLearned() {
        try (Learner learner = learner()) {
            for (int i = 0; i < 10; i++) {
                learner.take(from(CAMERA, i));
            }

            EntryResult outcome = learner.take(new Control(10, Control.Order.CHECKPOINT));

            assertThat(outcome.score()).isPresent();
            assertThat(outcome.checkpoint().orElseThrow().network().parameters())
                    .isEqualTo(FIRST.network().parameters());
            assertThat(learner.take(new Control(11, Control.Order.CHECKPOINT)).checkpoint())
                    .isEmpty();
            assertThat(learner.atBoundary()).isTrue();
        }
    }

    @Test
    void shouldListSoManyMistakesInOneScore() {
        LearnSettings large = settings(1_000, GateSettings.OFF);
        try (Learner learner = new Learner(FIRST, large, PROVENANCE)) {
            MiniBatchScore score = null;
            for (int i = 0; i < 1_000; i++) {
                score = learner.take(from("id-" + i, i)).score().orElse(null);
            }

            assertThat(score.examples() - score.correct()).isGreaterThan(256);
            assertThat(score.mistakes()).hasSize(256);
            assertThat(score.mistakes().get(0).offset()).isLessThan(256);
        }
    }

    private static Optional<Checkpoint> checkpoint(Learner learner, long offset) {
        return learner.take(new Control(offset, Control.Order.CHECKPOINT)).checkpoint();
    }

    private static Example from(String key, long offset) {
        return new Example(offset, key, example(offset).labeled());
    }

    private static Learner learner() {
        GateSettings gate = new GateSettings(true, 0.05, 400, 600, 200, 0.02);
        return new Learner(FIRST, settings(BATCH, gate), PROVENANCE);
    }

    private static LearnSettings settings(int batchSize, GateSettings gate) {
        return new LearnSettings(batchSize, 40, 1, 1000, 0.01).withGate(gate);
    }
}
