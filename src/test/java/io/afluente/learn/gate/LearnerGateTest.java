package io.afluente.learn.gate;

import static io.afluente.TestLearning.PROVENANCE;
import static io.afluente.TestLearning.example;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.TestNetworks;
import io.afluente.image.LabeledImage;
import io.afluente.learn.CheckpointDecision;
import io.afluente.learn.EntryResult;
import io.afluente.learn.LearnSettings;
import io.afluente.learn.Learner;
import io.afluente.learn.RateSchedule;
import io.afluente.learn.TrainingSettings;
import io.afluente.learn.drift.Event;
import io.afluente.learn.example.Example;
import io.afluente.learn.example.ExampleForm;
import io.afluente.registry.Checkpoint;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a learner puts forward where its training goes wrong, and what it tells of it. */
class LearnerGateTest {
    private static final int SPOILED_FROM = 600;
    // so forgiving that a version slips through that is clearly worse, though not the worst
    private static final LearnSettings SETTINGS =
            new LearnSettings(4, 1, 1, 1000, 0.01)
                    .withPractice(new TrainingSettings(1, 0, 0, 0.95, RateSchedule.CONSTANT))
                    .withGate(new GateSettings(true, 0.5, 60, 60, 30, 0.5));

    private final Checkpoint first = TestNetworks.untrained(0, 1);
    private final Learner learner = new Learner(first, SETTINGS, PROVENANCE);
    private final List<CheckpointDecision> cuts = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();

    @AfterEach
    void close() {
        learner.close();
    }

    @Test
    void shouldTakeBackWhatTurnsOutWorseAndTellOfIt() {
        // Given a learner that has learned, and from then on is taught wrong labels; those held out
        // stay right
        for (int i = 0; i < SPOILED_FROM; i++) {
            take(example(i));
        }
        Gate gate = gate();
        for (int i = SPOILED_FROM; i < 2 * SPOILED_FROM; i++) {
            take(gate.holdsOut(example(i)) ? example(i) : spoiled(example(i)));
        }
        // When its version is too bad to pass, the one that serves is seen to be worse than the
        // best
        Event back = event(Event.Kind.ROLLED_BACK);
        CheckpointDecision end = cuts.get(cuts.size() - 1);

        // Then the best serves again, as is told beside what was held
        assertThat(cuts).anySatisfy(c -> assertThat(c.candidate()).isNotEqualTo(c.champion()));
        assertThat(end.candidate()).isEqualTo(end.champion());
        assertThat(back.about()).contains(" is worse than " + end.champion() + ": recent ");
        assertThat(back.offset()).isGreaterThan(SPOILED_FROM);
        assertThat(event(Event.Kind.HELD).about()).startsWith("inferior: recent ");
    }

    private void take(Example example) {
        EntryResult outcome = learner.take(example);
        outcome.cut().ifPresent(cuts::add);
        outcome.score().ifPresent(score -> events.addAll(score.events()));
    }

    private Event event(Event.Kind kind) {
        return events.stream().filter(e -> e.kind() == kind).findFirst().orElseThrow();
    }

    private Gate gate() {
        return new Gate(
                SETTINGS.gate(),
                ExampleForm.of(first.network().spec()),
                SETTINGS.seed(),
                new Contender("", first.network().parameters()));
    }

    private static Example spoiled(Example example) {
        LabeledImage labeled = example.labeled();
        int wrong = (labeled.label() + 1) % 10;
        return new Example(
                example.offset(), example.id(), new LabeledImage(labeled.image(), wrong));
    }
}
