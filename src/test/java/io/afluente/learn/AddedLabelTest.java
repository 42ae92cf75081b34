package io.afluente.learn;

import static io.afluente.TestLearning.PROVENANCE;
import static io.afluente.TestLearning.entry;
import static io.afluente.TestLearning.example;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.TestLearning;
import io.afluente.TestNetworks;
import io.afluente.image.LabeledImage;
import io.afluente.learn.drift.Event;
import io.afluente.learn.example.Control;
import io.afluente.learn.example.Example;
import io.afluente.learn.example.LogEntry;
import io.afluente.learn.gate.GateSettings;
import io.afluente.learn.gate.NetworkEvaluator;
import io.afluente.model.NetworkSpec;
import io.afluente.model.OnlineClassifier;
import io.afluente.model.dl4j.Networks;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Version;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Labels that come to a line while it is learned. */
class AddedLabelTest {
    private static final Checkpoint FIRST = TestNetworks.untrained(0, 1);
    private static final int GROWTH = 40;
    private static final int SECOND_GROWTH = 90;

    /** A log in which the labels ten and eleven are added, seen and ordered about. */
    private static LogEntry log(int offset) {
        if (offset == GROWTH) {
            return Control.addLabel(offset, "ten");
        }
        if (offset == SECOND_GROWTH) {
            return Control.addLabel(offset, "eleven");
        }
        if (offset > GROWTH && offset % 5 == 0) {
            return labelled(offset, 10);
        }
        return offset > SECOND_GROWTH && offset % 7 == 0 ? labelled(offset, 11) : entry(offset);
    }

    private static Example labelled(int offset, int label) {
        LabeledImage picture = example(offset).labeled();
        return new Example(offset, "id-" + offset, new LabeledImage(picture.image(), label));
    }

    @Test
    void shouldGoOnBitForBitWhereverItIsPutAway() throws IOException {
        List<Version> straight = versions(new Learner(FIRST, everything(), PROVENANCE), 0, 160);
        for (int stop : List.of(GROWTH - 1, GROWTH + 1, GROWTH + 17, SECOND_GROWTH + 1, 140)) {
            Learner first = new Learner(FIRST, everything(), PROVENANCE);
            List<Version> versions = versions(first, 0, stop);
            int at = stop;
            for (; !first.atBoundary(); at++) {
                first.take(log(at)).checkpoint().ifPresent(c -> versions.add(c.version()));
            }
            Supplier<Learner> fresh = () -> new Learner(FIRST, everything(), PROVENANCE);

            versions.addAll(versions(Saving.again(first, fresh), at, 160));

            assertThat(versions).as("put away at %d", stop).isEqualTo(straight);
        }
    }

    @Test
    void shouldGoOnFromEachVersionToTheNext() {
        List<Checkpoint> line = checkpoints(new Learner(FIRST, everything(), PROVENANCE), 0, 160);
        for (int i = 0; i + 1 < line.size(); i++) {
            Checkpoint from = line.get(i);
            Checkpoint read = Checkpoint.open(from.version(), from.file());
            Checkpoint next = line.get(i + 1);

            List<Checkpoint> again =
                    checkpoints(
                            new Learner(read, everything(), PROVENANCE),
                            (int) from.lineage().nextOffset(),
                            (int) next.lineage().nextOffset());

            assertThat(again.get(0).version()).isEqualTo(next.version());
        }
    }

    @Test
    void shouldMakeAVersionThatKnowsTheLabelAtOnce() {
        try (Learner learner = new Learner(FIRST, TestLearning.plain(), PROVENANCE)) {
            learner.take(example(0));
            EntryResult outcome = learner.take(Control.addLabel(1, "ten"));

            Checkpoint made = outcome.checkpoint().orElseThrow();
            NetworkSpec network = made.network().spec();
            assertThat(network.labels()).hasSize(11).endsWith("ten");
            assertThat(made.lineage().addedLabels()).containsExactly("ten");
            assertThat(made.lineage().origin()).isEqualTo("the same with label 10, \"ten\"");
            assertThat(made.lineage().rules()).isEqualTo(3);
            assertThat(made.lineage().settingsHash()).isNotEqualTo(settingsHash());
            assertThat(outcome.cut().orElseThrow().candidate())
                    .isEqualTo(made.version().toString());
            assertThat(outcome.score().orElseThrow().events())
                    .extracting(Event::about)
                    .contains("add-label: learning goes on from the same with label 10, \"ten\"");
        }
    }

    @Test
    void shouldAddALabelOnce() {
        try (Learner twice = new Learner(FIRST, TestLearning.plain(), PROVENANCE);
                Learner once = new Learner(FIRST, TestLearning.plain(), PROVENANCE)) {
            twice.take(Control.addLabel(0, "ten"));
            once.take(Control.addLabel(0, "ten"));

            EntryResult again = twice.take(Control.addLabel(1, "ten"));
            once.take(new Control(1, Control.Order.CLOSE_BATCH));

            assertThat(again.checkpoint()).isEmpty();
            assertThat(twice.labels()).hasSize(11);
            twice.take(example(2));
            once.take(example(2));
            MiniBatchScore score =
                    twice.take(new Control(3, Control.Order.CLOSE_BATCH)).score().orElseThrow();
            once.take(new Control(3, Control.Order.CLOSE_BATCH));
            Control checkpoint = new Control(4, Control.Order.CHECKPOINT);
            assertThat(checkpoint(twice, checkpoint).lineage().parametersSha256())
                    .isEqualTo(checkpoint(once, checkpoint).lineage().parametersSha256());
            assertThat(score.events())
                    .extracting(Event::about)
                    .contains("add-label: \"ten\" is there already, as label 10");
        }
    }

    /** In the gate a version from before answers as it did, and is wrong about the new label. */
    @Test
    void shouldJudgeAVersionFromBeforeByItsOwnParameters() {
        Trainers grown = Trainers.of(FIRST, TestLearning.plain()).with("ten");
        List<Example> known = IntStream.range(0, 60).mapToObj(TestLearning::example).toList();
        List<Example> unknown = IntStream.range(60, 80).mapToObj(i -> labelled(i, 10)).toList();
        float[] before = FIRST.network().parameters();
        try (OnlineClassifier old = Networks.online(FIRST.network(), 8);
                OnlineClassifier other =
                        Networks.online(Networks.initial(grown.network(), 99), 8)) {
            boolean[] then = new NetworkEvaluator(old).right(before, known);
            NetworkEvaluator evaluator = new NetworkEvaluator(other, grown::fitted);

            assertThat(evaluator.right(before, known)).isEqualTo(then).contains(true, false);
            assertThat(evaluator.right(other.parameters(), known))
                    .as("what is asked by its own parameters")
                    .isNotEqualTo(then);
            assertThat(evaluator.right(before, unknown)).containsOnly(false);
        }
    }

    @Test
    void shouldLearnTheNewLabel() {
        LearnSettings settings = TestLearning.plain();
        try (Learner learner = new Learner(FIRST, settings, PROVENANCE)) {
            learner.take(Control.addLabel(0, "ten"));
            List<MiniBatchScore> scores = new ArrayList<>();
            for (int i = 1; i < 400; i++) {
                boolean isNew = example(i).labeled().label() == 7;
                learner.take(isNew ? labelled(i, 10) : example(i)).score().ifPresent(scores::add);
            }

            long right =
                    scores.subList(scores.size() / 2, scores.size()).stream()
                            .flatMap(score -> score.confusion().stream())
                            .filter(cell -> cell.get(0) == 10 && cell.get(1) == 10)
                            .mapToLong(cell -> cell.get(2))
                            .sum();
            assertThat(right).isPositive();
        }
    }

    @Test
    void shouldRefuseALabelThatCannotBeAdded() {
        try (Learner learner = new Learner(FIRST, TestLearning.plain(), PROVENANCE)) {
            assertThatThrownBy(() -> learner.check(Control.addLabel(0, " ")))
                    .hasMessageContaining("label: a name");
            learner.check(Control.addLabel(0, "0"));
        }
    }

    /** A version from before knows nothing of the label: its examples are wrong for it. */
    @Test
    void shouldJudgeVersionsFromBeforeByExamplesOfTheLabelToo() {
        LearnSettings gated =
                TestLearning.plain().withGate(new GateSettings(true, 0.5, 40, 60, 10, 0.05));
        try (Learner learner = new Learner(FIRST, gated, PROVENANCE)) {
            List<Checkpoint> versions = new ArrayList<>();
            learner.take(Control.addLabel(0, "ten"));
            for (int i = 1; i < 600; i++) {
                learner.take(labelled(i, 10)).checkpoint().ifPresent(versions::add);
            }
            Checkpoint last = versions.get(versions.size() - 1);

            assertThat(last.lineage().isHeld()).isFalse();
            assertThat(versions)
                    .extracting(version -> version.lineage().verdict().reason())
                    .anyMatch(reason -> reason.startsWith("better: "));
        }
    }

    @Test
    void shouldGoBackToAVersionFromBeforeWithItsLabelsAndTheNewOnes() {
        try (Learner learner = new Learner(FIRST, everything(), PROVENANCE)) {
            List<Checkpoint> before = new ArrayList<>();
            for (int i = 0; i < GROWTH; i++) {
                learner.take(log(i)).checkpoint().ifPresent(before::add);
            }
            Checkpoint old = before.get(before.size() - 1);
            for (int i = GROWTH; i < 100; i++) {
                learner.take(log(i));
            }
            Example unkeyed = new Example(101, "", labelled(101, 11).labeled());
            Control back = new Control(100, Control.Order.CONTINUE, Optional.of(old));

            learner.check(back);
            learner.take(back);
            Checkpoint next =
                    checkpoint(learner, unkeyed, new Control(102, Control.Order.CHECKPOINT));

            assertThat(next.network().spec().labels()).hasSize(12).endsWith("ten", "eleven");
            assertThat(next.network().steps()).isGreaterThan(old.network().steps());
        }
    }

    @Test
    void shouldDrawAllOutputsAnewWhenReset() {
        try (Learner learner = new Learner(FIRST, TestLearning.plain(), PROVENANCE)) {
            learner.take(Control.addLabel(0, "ten"));
            learner.take(new Control(1, Control.Order.RESET));
            Checkpoint reset = checkpoint(learner, new Control(2, Control.Order.CHECKPOINT));

            assertThat(reset.network().spec().labels()).hasSize(11);
            assertThat(reset.lineage().origin()).isEqualTo("seed 1");
        }
    }

    @Test
    void shouldPutBackTheCandidateFromBeforeAsItWas() {
        LearnSettings gated =
                TestLearning.plain().withGate(new GateSettings(true, 0.5, 40, 60, 10, 0.001));
        try (Learner learner = new Learner(FIRST, gated, PROVENANCE)) {
            for (int i = 0; i < 300; i++) {
                learner.take(example(i));
            }
            String champion = learner.champion();
            learner.take(Control.addLabel(300, "ten"));

            Checkpoint copy = learner.copyOf(champion);

            int labels = copy.network().spec().labels().size();
            assertThat(labels).isIn(10, 11);
            assertThat(Checkpoint.open(copy.version(), copy.bytes()).network().parameters())
                    .isEqualTo(copy.network().parameters());
        }
    }

    private static LearnSettings everything() {
        return TestLearning.everything();
    }

    private static String settingsHash() {
        try (Learner learner = new Learner(FIRST, TestLearning.plain(), PROVENANCE)) {
            return learner.settingsHash();
        }
    }

    private static Checkpoint checkpoint(Learner learner, LogEntry... entries) {
        Checkpoint last = null;
        for (LogEntry entry : entries) {
            last = learner.take(entry).checkpoint().orElse(last);
        }
        return last;
    }

    private static List<Version> versions(Learner learner, int from, int to) {
        return new ArrayList<>(
                checkpointsOf(learner, from, to).stream().map(Checkpoint::version).toList());
    }

    private static List<Checkpoint> checkpoints(Learner learner, int from, int to) {
        try (learner) {
            return checkpointsOf(learner, from, to);
        }
    }

    private static List<Checkpoint> checkpointsOf(Learner learner, int from, int to) {
        List<Checkpoint> made = new ArrayList<>();
        for (int i = from; i < to; i++) {
            learner.take(log(i)).checkpoint().ifPresent(made::add);
        }
        return made;
    }
}
