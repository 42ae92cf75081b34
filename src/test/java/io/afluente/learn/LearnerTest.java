package io.afluente.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.TestNetworks;
import io.afluente.registry.Checkpoint;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Learning is a function of the log: however often it is put away and taken up again. */
class LearnerTest {
    private static final LearnSettings SETTINGS = new LearnSettings(4, 3, 1, 1000, 0.01);
    private static final Provenance PROVENANCE = new Provenance("labeled", 0, "test", "test");
    private static final Checkpoint FIRST = TestNetworks.untrained(0, 1);

    @Test
    void shouldTestTrainAndCheckpointByTheCountOfExamples() {
        List<Outcome> outcomes = outcomesOf(learner(FIRST), 0, 26);

        assertThat(outcomes).filteredOn(o -> o.score().isPresent()).hasSize(6);
        assertThat(outcomes.get(3).score()).isPresent();
        assertThat(outcomes.get(11).checkpoint()).isPresent();
        assertThat(outcomes.get(23).checkpoint()).isPresent();
    }

    @Test
    void shouldBecomeTheSameAfterBeingPutAwayAtAnyBoundary() throws IOException {
        List<Checkpoint> undisturbed = checkpoints(outcomesOf(learner(FIRST), 0, 48));

        List<Outcome> outcomes = new ArrayList<>();
        Learner learner = learner(FIRST);
        for (int from = 0; from < 48; from += 4) {
            outcomes.addAll(outcomesOf(learner, from, from + 4));
            learner = again(learner);
        }

        assertThat(checkpoints(outcomes))
                .extracting(Checkpoint::version)
                .containsExactlyElementsOf(undisturbed.stream().map(Checkpoint::version).toList());
    }

    @Test
    void shouldGoOnFromACheckpointAsIfNothingHadHappened() {
        List<Checkpoint> undisturbed = checkpoints(outcomesOf(learner(FIRST), 0, 36));
        Checkpoint second = undisturbed.get(1);

        Checkpoint opened = Checkpoint.open(second.version(), second.bytes());
        List<Checkpoint> later = checkpoints(outcomesOf(learner(opened), 24, 36));

        assertThat(later.get(0).version()).isEqualTo(undisturbed.get(2).version());
        assertThat(later.get(0).bytes()).isEqualTo(undisturbed.get(2).bytes());
    }

    @Test
    void shouldLearnFewerExamplesWhenToldToCloseTheMiniBatch() {
        Learner learner = learner(FIRST);
        outcomesOf(learner, 0, 3);

        Outcome closed = learner.take(new Control(3, Control.Order.CLOSE_BATCH));

        assertThat(closed.score().orElseThrow().examples()).isEqualTo(3);
        assertThat(closed.checkpoint()).isEmpty();
        assertThat(learner.atBoundary()).isTrue();
    }

    @Test
    void shouldNotBeSavedInTheMiddleOfAMiniBatch() {
        Learner learner = learner(FIRST);
        outcomesOf(learner, 0, 3);

        assertThatThrownBy(() -> Parts.bytesOf(learner)).hasMessageContaining("3 examples");
    }

    @Test
    void shouldKnowItsSettings() {
        LearnSettings others = new LearnSettings(5, 3, 1, 1000, 0.01);

        try (Learner one = learner(FIRST);
                Learner two = new Learner(FIRST, others, PROVENANCE)) {
            assertThat(one.settingsHash()).isNotEqualTo(two.settingsHash());
        }
    }

    private static Learner learner(Checkpoint from) {
        return new Learner(from, SETTINGS, PROVENANCE);
    }

    private static Learner again(Learner learner) throws IOException {
        byte[] saved = Parts.bytesOf(learner);
        learner.close();
        Learner fresh = learner(FIRST);
        fresh.load(new DataInputStream(new ByteArrayInputStream(saved)));
        return fresh;
    }

    private static List<Outcome> outcomesOf(Learner learner, int from, int to) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = from; i < to; i++) {
            outcomes.add(learner.take(new Example(i, "id-" + i, TestNetworks.picture(i))));
        }
        return outcomes;
    }

    private static List<Checkpoint> checkpoints(List<Outcome> outcomes) {
        return outcomes.stream().map(Outcome::checkpoint).flatMap(Optional::stream).toList();
    }
}
