package io.afluente.stream.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.TestLearning;
import io.afluente.TestNetworks;
import io.afluente.image.LabeledImage;
import io.afluente.learn.EntryResult;
import io.afluente.learn.LearnSettings;
import io.afluente.learn.Learner;
import io.afluente.learn.StateOf010;
import io.afluente.learn.example.Control;
import io.afluente.learn.example.Example;
import io.afluente.learn.example.LogEntry;
import io.afluente.learn.gate.GateSettings;
import io.afluente.model.SavedNetwork;
import io.afluente.model.dl4j.Networks;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Lineage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Taken up from its store after any entry, the learner is the one that was never away. */
class LearnerStoreTest {
    private static final Checkpoint FIRST = TestNetworks.untrained(0, 1);

    private static final int NEVER_BY_SIZE = 1;

    private final KeyValueStore<String, byte[]> entries =
            Stores.keyValueStoreBuilder(
                            Stores.inMemoryKeyValueStore("test"),
                            Serdes.String(),
                            Serdes.ByteArray())
                    .withLoggingDisabled()
                    .build();

    private static final LearnSettings GATED =
            new LearnSettings(4, 40, 1, 1000, 0.01)
                    .withGate(new GateSettings(true, 0.4, 400, 600, 200, 0.02));

    private long now;

    @BeforeEach
    void open() {
        MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
        entries.init(context.getStateStoreContext(), entries);
    }

    static List<Arguments> sizesAndSettings() {
        return Stream.of(1, 100_000, 1_000_000_000)
                .flatMap(
                        size ->
                                Stream.of(TestLearning.plain(), TestLearning.everything())
                                        .map(settings -> Arguments.of(size, settings)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("sizesAndSettings")
    void shouldComeBackAfterAnyEntry(int bytesPerBoundary, LearnSettings settings) {
        Learner undisturbed = learner(settings);
        Learner restarted = learner(settings);
        LearnerStore store = store(bytesPerBoundary);
        store.write(restarted);
        Random random = new Random(5);
        for (int i = 0; i < 80; i++) {
            LogEntry entry = entry(i);
            EntryResult expected = undisturbed.take(entry);
            store.journal(entry);
            EntryResult outcome = restarted.take(entry);
            store.learned(restarted, outcome);
            assertThat(outcome.score()).isEqualTo(expected.score());
            assertThat(outcome.checkpoint().map(Checkpoint::version))
                    .isEqualTo(expected.checkpoint().map(Checkpoint::version));
            if (random.nextInt(3) == 0) {
                restarted.close();
                restarted = learner(settings);
                store = store(bytesPerBoundary);
                store.restore(restarted);
            }
        }
        undisturbed.close();
        restarted.close();
    }

    /** Orders of all kinds, and a label that comes later. */
    private static LogEntry entry(int i) {
        if (i == 30 || i == 57) {
            return Control.addLabel(i, "ten");
        }
        Example known = TestLearning.example(i);
        LabeledImage ten = new LabeledImage(known.labeled().image(), 10);
        return i > 30 && i % 4 == 0 ? new Example(i, known.id(), ten) : TestLearning.entry(i);
    }

    @Test
    void shouldKeepAnOrderBySnapshotAndNotInTheJournal() {
        try (Learner learner = learner(4);
                Learner restarted = learner(4)) {
            Checkpoint other = TestNetworks.untrained(3, 2);
            LearnerStore store = store(1_000_000_000);
            store.write(learner);
            take(store, learner, TestLearning.example(0));
            take(store, learner, new Control(1, Control.Order.CONTINUE, Optional.of(other)));

            assertThat(entries.get("journal/00000000")).isNull();
            store(1).restore(restarted);
            Control checkpoint = new Control(2, Control.Order.CHECKPOINT);
            assertThat(restarted.take(checkpoint).checkpoint().orElseThrow().version())
                    .isEqualTo(learner.take(checkpoint).checkpoint().orElseThrow().version());
        }
    }

    @Test
    void shouldRefuseAStateOfOtherSettings() {
        try (Learner four = learner(4);
                Learner five = learner(5)) {
            store(1).write(four);

            assertThatThrownBy(() -> store(1).restore(five))
                    .isInstanceOf(ChangedSettingsException.class)
                    .hasMessageContaining(four.settingsHash())
                    .hasMessageContaining("--from VERSION");
        }
    }

    @Test
    void shouldNoticeADamagedSnapshot() throws IOException {
        try (Learner learner = learner(4)) {
            store(1).write(learner);
            byte[] chunk = entries.get("snapshot/0").clone();
            chunk[chunk.length / 2] ^= 1;
            entries.put("snapshot/0", chunk);

            assertThatThrownBy(() -> store(1).restore(learner))
                    .hasRootCauseMessage("the snapshot's chunks are not those of its header");
        }
    }

    @Test
    void shouldNoticeAGapInTheJournal() {
        try (Learner learner = learner(4)) {
            LearnerStore store = store(1);
            store.write(learner);
            store.journal(TestLearning.example(0));
            store.journal(TestLearning.example(1));
            entries.delete("journal/00000000");

            assertThatThrownBy(() -> store(1).restore(learner))
                    .hasRootCauseMessage("the journal has a gap before journal/00000001");
        }
    }

    @Test
    void shouldPassOverWhatAnOlderJournalLeftBehind() {
        try (Learner learner = learner(4);
                Learner restarted = learner(4)) {
            LearnerStore store = store(NEVER_BY_SIZE);
            store.write(learner);
            Map<String, byte[]> missed = new HashMap<>();
            for (int i = 0; i < 7; i++) {
                take(store, learner, TestLearning.example(i));
            }
            for (int i = 2; i < 7; i++) {
                missed.put(journalKey(i), entries.get(journalKey(i)));
            }
            now = 60_000_000_000L;
            take(store, learner, TestLearning.example(7));
            assertThat(entries.get(journalKey(0))).isNull();
            take(store, learner, TestLearning.example(8));
            take(store, learner, TestLearning.example(9));

            missed.forEach(entries::put);
            store(NEVER_BY_SIZE).restore(restarted);

            assertThat(restarted.nextOffset()).isEqualTo(10);
            assertSame(restarted, learner);
        }
    }

    @Test
    void shouldRefuseAJournalWhoseOffsetsDoNotRise() {
        try (Learner learner = learner(4)) {
            LearnerStore store = store(1);
            store.write(learner);
            store.journal(TestLearning.example(5));
            store.journal(TestLearning.example(5));

            assertThatThrownBy(() -> store(1).restore(learner))
                    .hasRootCauseMessage("the journal has offset 5 where 6 or a later one must be");
        }
    }

    @Test
    void shouldWriteASnapshotAtEachCheckpoint() {
        try (Learner learner = learner(4)) {
            LearnerStore store = store(NEVER_BY_SIZE);
            store.write(learner);
            for (int i = 0; i < 11; i++) {
                take(store, learner, TestLearning.example(i));
            }
            assertThat(entries.get(journalKey(10))).isNotNull();

            take(store, learner, TestLearning.example(11));

            assertThat(learner.candidate()).startsWith("000001-");
            assertThat(entries.get(journalKey(0))).isNull();
        }
    }

    @Test
    void shouldRefuseAJournalThatHoldsACheckpoint() {
        try (Learner learner = learner(4);
                Learner restarted = learner(4)) {
            LearnerStore store = store(1);
            store.write(learner);
            for (int i = 0; i < 12; i++) {
                store.journal(TestLearning.example(i));
            }
            assertThatThrownBy(() -> store(1).restore(restarted))
                    .hasRootCauseMessage("the journal holds a checkpoint, at offset 11");
        }
    }

    @Test
    void shouldWriteASnapshotWhenLearningAgainWouldTakeLong() {
        try (Learner learner = learner(4)) {
            LearnerStore store = store(NEVER_BY_SIZE);
            store.write(learner);
            now = 59_000_000_000L;
            for (int i = 0; i < 4; i++) {
                take(store, learner, TestLearning.example(i));
            }
            assertThat(entries.get("journal/00000003")).isNotNull();

            now = 60_000_000_000L;
            for (int i = 4; i < 8; i++) {
                take(store, learner, TestLearning.example(i));
            }
            assertThat(entries.get("journal/00000000")).isNull();
        }
    }

    @Test
    void shouldWriteASnapshotBeforeAJournalOfLargePicturesFillsTheHeap() {
        LearnSettings rare = new LearnSettings(4, 1000, 1, 1000, 0.01);
        SavedNetwork network = Networks.initial(TestNetworks.large(), 1);
        Checkpoint first =
                Checkpoint.seal(
                        0,
                        network,
                        Lineage.beginning(null, network, 1, "test", "test"),
                        new byte[0]);
        try (Learner learner = new Learner(first, rare, TestLearning.PROVENANCE)) {
            LearnerStore store = store(NEVER_BY_SIZE);
            store.write(learner);
            for (int i = 0; i < 108; i++) {
                take(store, learner, new Example(i, "", TestNetworks.noise(i)));
            }
            assertThat(entries.get(journalKey(107))).as("16.3 MB").isNotNull();

            for (int i = 108; i < 112; i++) {
                take(store, learner, new Example(i, "", TestNetworks.noise(i)));
            }
            assertThat(entries.get(journalKey(0))).as("16.9 MB").isNull();
        }
    }

    @Test
    void shouldNotLetTheJournalGrowFromLifeToLife() {
        Learner learner = learner(4);
        store(1).write(learner);
        int bytesPerBoundary = bytesOfSnapshot() / 6;
        for (int life = 0; life < 8; life++) {
            learner.close();
            learner = learner(4);
            LearnerStore store = store(bytesPerBoundary);
            store.restore(learner);
            for (int i = 0; i < 8; i++) {
                take(store, learner, TestLearning.example(8 * life + i));
            }
        }
        learner.close();
        assertThat(entries.get("journal/" + "%08d".formatted(4 * 6))).isNull();
    }

    /** Both become the same version by the rest of a log, so they are the same now. */
    private static void assertSame(Learner one, Learner other) {
        for (int i = 10; i < 12; i++) {
            Optional<Checkpoint> made = one.take(TestLearning.example(i)).checkpoint();
            Optional<Checkpoint> expected = other.take(TestLearning.example(i)).checkpoint();
            assertThat(made.map(Checkpoint::version)).isEqualTo(expected.map(Checkpoint::version));
        }
    }

    private static String journalKey(int index) {
        return "journal/" + "%08d".formatted(index);
    }

    @Test
    void shouldKeepAShortJournalOfAKeyThatIsHeldOutWhole() {
        try (Learner learner = learner(GATED)) {
            LearnerStore store = store(1_000_000_000);
            store.write(learner);
            for (int i = 0; i < 500; i++) {
                take(store, learner, heldOut(i));

                assertThat(entries.get(journalKey(16))).isNull();
            }
        }
    }

    @Test
    void shouldLearnAJournalOf010ByItsRulesAndWhatFollowsByOurs() {
        stateOf010(40);
        try (Learner learner = learner(GATED)) {
            LearnerStore store = store(1);
            store.restore(learner);
            store.journal(heldOut(40));
            EntryResult closed = learner.take(heldOut(40));
            store.learned(learner, closed);

            assertThat(closed.score().orElseThrow().examples()).isEqualTo(41);
            assertThat(entries.get(journalKey(0))).isNull();
        }
    }

    @Test
    void shouldComeBackTheSameInTheMidstOfAnUpgrade() {
        List<String> undisturbed = upgrade(Integer.MAX_VALUE);
        for (int restart = 3; restart < 20; restart++) {
            assertThat(upgrade(restart)).isEqualTo(undisturbed);
        }
    }

    /** What comes of a state of 0.1.0 and three entries of its journal, and then more entries. */
    private List<String> upgrade(int restartAt) {
        stateOf010(3);
        List<String> outcomes = new ArrayList<>();
        Life life = nextLife();
        for (int i = 3; i < 60; i++) {
            if (i == restartAt) {
                life.learner.close();
                life = nextLife();
            }
            LogEntry entry = i % 2 == 0 ? TestLearning.example(i) : heldOut(i);
            life.store.journal(entry);
            EntryResult outcome = life.learner.take(entry);
            life.store.learned(life.learner, outcome);
            outcome.score().ifPresent(score -> outcomes.add(score.toString()));
        }
        Control checkpoint = new Control(60, Control.Order.CHECKPOINT);
        EntryResult last = life.learner.take(checkpoint);
        outcomes.add(last.checkpoint().orElseThrow().version().toString());
        life.learner.close();
        return outcomes;
    }

    /** A learner from one start of the process to the next. */
    private record Life(Learner learner, LearnerStore store) {}

    private Life nextLife() {
        Learner learner = learner(GATED);
        LearnerStore store = store(1);
        store.restore(learner);
        return new Life(learner, store);
    }

    private void stateOf010(int journaled) {
        try (KeyValueIterator<String, byte[]> all = entries.all()) {
            all.forEachRemaining(entry -> entries.delete(entry.key));
        }
        try (Learner learner = learner(GATED)) {
            Snapshot snapshot = new Snapshot(entries);
            byte[] state = StateOf010.of(learner);
            snapshot.write(out -> out.write(state), learner.settingsHash());
            Journal journal = new Journal(entries);
            journal.begin(snapshot.generation());
            for (int i = 0; i < journaled; i++) {
                journal.add(heldOut(i));
            }
        }
    }

    private static LogEntry heldOut(int offset) {
        return new Example(offset, "key-1", TestLearning.example(offset).labeled());
    }

    private LearnerStore store(int bytesPerBoundary) {
        return new LearnerStore(entries, bytesPerBoundary, () -> now);
    }

    private int bytesOfSnapshot() {
        return entries.get("snapshot/0").length;
    }

    private static void take(LearnerStore store, Learner learner, LogEntry entry) {
        store.journal(entry);
        store.learned(learner, learner.take(entry));
    }

    private static Learner learner(int batchSize) {
        return learner(new LearnSettings(batchSize, 3, 1, 1000, 0.01));
    }

    private static Learner learner(LearnSettings settings) {
        return new Learner(FIRST, settings, TestLearning.PROVENANCE);
    }
}
