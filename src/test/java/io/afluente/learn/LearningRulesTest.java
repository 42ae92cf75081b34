package io.afluente.learn;

import static io.afluente.TestLearning.PROVENANCE;
import static io.afluente.TestLearning.example;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.TestLearning;
import io.afluente.TestNetworks;
import io.afluente.learn.example.Control;
import io.afluente.learn.example.Example;
import io.afluente.learn.gate.GateSettings;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Lineage;
import io.afluente.registry.Sha256;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The rules of learning have a number, and a stream that is usual learns by each as by the other.
 */
class LearningRulesTest {
    private static final Checkpoint FIRST = TestNetworks.untrained(0, 1);
    private static final LearnSettings GATED = gated(4, 0.4);
    private static final String HELD_OUT = "key-1";

    @Test
    void shouldCloseWhereverTheRulesBeforeDid() {
        List<LearningRules> rules = List.of(LearningRules.values());
        for (int i = 1; i < rules.size(); i++) {
            for (int toLearn = 0; toLearn <= 8; toLearn++) {
                for (int heldOut = 0; heldOut <= 40; heldOut++) {
                    boolean before = rules.get(i - 1).closes(toLearn, heldOut, 8);

                    assertThat(!before || rules.get(i).closes(toLearn, heldOut, 8)).isTrue();
                }
            }
        }
    }

    /** The digest is that of the mini-batches which 0.1.0 makes of this log. */
    @Test
    void shouldMakeTheMiniBatchesOf010OfAUsualStream() {
        StringBuilder bounds = new StringBuilder();
        try (Learner learner = new Learner(FIRST, gated(32, 0.05), PROVENANCE)) {
            for (int i = 0; i < 6000; i++) {
                Example example = new Example(i, "train-%06d".formatted(i), example(i).labeled());
                learner.take(example).score().ifPresent(s -> bounds.append(boundsOf(s)));
            }
        }

        assertThat(Sha256.of(bounds.toString().getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("7af932e3e0a28465eb98a61b82f41505908347db0e880b0decbac3ffb4eb5666");
    }

    private static String boundsOf(MiniBatchScore score) {
        return score.fromOffset() + "-" + score.toOffset() + "/" + score.heldOut() + "\n";
    }

    @Test
    void shouldLearnAUsualStreamByNewRulesAsByOldOnes() {
        LearnSettings settings = TestLearning.everything();
        try (Learner now = new Learner(FIRST, settings, PROVENANCE);
                Learner then = old(new Learner(FIRST, settings, PROVENANCE), settings)) {
            for (int i = 0; i < 100; i++) {
                now.take(example(i));
                then.takeAgain(example(i));
            }

            assertThat(then.goesByOlderRules()).isTrue();
            assertThat(parametersAtTheEnd(now)).isEqualTo(parametersAtTheEnd(then));
        }
    }

    @Test
    void shouldLearnAJournalByTheRulesThatItWasWrittenUnder() {
        try (Learner then = old(new Learner(FIRST, GATED, PROVENANCE), GATED)) {
            IntStream.range(0, 100).forEach(i -> then.takeAgain(heldOut(i)));
            assertThat(then.atBoundary()).isFalse();

            // the first entry after the upgrade closes what has piled up
            MiniBatchScore score = then.take(heldOut(100)).score().orElseThrow();

            assertThat(score.examples()).isEqualTo(101);
            assertThat(score.heldOut()).isEqualTo(101);
            assertThat(then.goesByOlderRules()).isFalse();
        }
    }

    @Test
    void shouldGiveAVersionTheLowestNumberThatItsOffsetsWereLearnedBy() {
        try (Learner learner = old(new Learner(FIRST, GATED, PROVENANCE), GATED)) {
            learner.takeAgain(named(0, "a"));
            learner.take(named(1, "b"));

            Lineage mixed = checkpoint(learner, 2).lineage();
            learner.take(named(3, "c"));
            Lineage pure = checkpoint(learner, 4).lineage();

            assertThat(mixed.rulesNumber()).isEqualTo(1);
            assertThat(mixed.learnedBy(2, 0)).isFalse();
            assertThat(pure.rulesNumber()).isEqualTo(2);
            assertThat(pure.learnedBy(2, 3)).isTrue();
            assertThat(pure.learnedBy(2, 2)).isFalse();
        }
    }

    @Test
    void shouldLearnAllByTheNewRulesWhereALineBeginsWithThem() {
        try (Learner learner = new Learner(FIRST, GATED, PROVENANCE)) {
            learner.take(named(0, "a"));
            Lineage lineage = checkpoint(learner, 1).lineage();

            assertThat(lineage.rules()).isEqualTo(2);
            assertThat(lineage.rulesSince()).isNull();
            assertThat(lineage.learnedBy(2, 0)).isTrue();
        }
    }

    @Test
    void shouldGoOnFromACheckpointOf010ByTheNewRules() {
        try (Learner then = old(new Learner(FIRST, GATED, PROVENANCE), GATED)) {
            then.takeAgain(named(0, "a"));
            Checkpoint old = checkpoint(then, 1);
            then.take(named(2, "b"));
            Checkpoint next = checkpoint(then, 3);

            try (Learner again = new Learner(old, GATED, PROVENANCE)) {
                again.take(named(2, "b"));

                assertThat(checkpoint(again, 3).bytes()).isEqualTo(next.bytes());
            }
        }
    }

    @Test
    void shouldRefuseAStateOfRulesToCome() throws IOException {
        byte[] state = {0, 0, 0, 9, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0};

        assertThatThrownBy(
                        () ->
                                new RulesInForce()
                                        .load(new DataInputStream(new ByteArrayInputStream(state))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("rules of learning 9, this program knows them up to 2");
    }

    private static Checkpoint checkpoint(Learner learner, long offset) {
        return learner.take(new Control(offset, Control.Order.CHECKPOINT))
                .checkpoint()
                .orElseThrow();
    }

    private static String parametersAtTheEnd(Learner learner) {
        return checkpoint(learner, 100).lineage().parametersSha256();
    }

    private static Example heldOut(long offset) {
        return named(offset, HELD_OUT);
    }

    private static Example named(long offset, String id) {
        return new Example(offset, id, example(offset).labeled());
    }

    /** The same learner as 0.1.0 put it away. */
    private static Learner old(Learner learner, LearnSettings settings) {
        byte[] state = StateOf010.of(learner);
        learner.close();
        Learner again = new Learner(FIRST, settings, PROVENANCE);
        try {
            again.load(new DataInputStream(new ByteArrayInputStream(state)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return again;
    }

    private static LearnSettings gated(int batchSize, double share) {
        return new LearnSettings(batchSize, 40, 1, 1000, 0.01)
                .withGate(new GateSettings(true, share, 400, 600, 200, 0.02));
    }
}
