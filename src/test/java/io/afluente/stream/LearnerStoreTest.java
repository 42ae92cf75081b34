package io.afluente.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.TestNetworks;
import io.afluente.learn.Control;
import io.afluente.learn.Example;
import io.afluente.learn.LearnSettings;
import io.afluente.learn.Learner;
import io.afluente.learn.LogEntry;
import io.afluente.learn.Outcome;
import io.afluente.learn.Provenance;
import io.afluente.registry.Checkpoint;
import java.io.IOException;
import java.util.Random;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Taken up from its store after any entry, the learner is the one that was never away. */
class LearnerStoreTest {
    private static final Checkpoint FIRST = TestNetworks.untrained(0, 1);

    private final KeyValueStore<String, byte[]> entries =
            Stores.keyValueStoreBuilder(
                            Stores.inMemoryKeyValueStore("test"),
                            Serdes.String(),
                            Serdes.ByteArray())
                    .withLoggingDisabled()
                    .build();

    @BeforeEach
    void open() {
        MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
        entries.init(context.getStateStoreContext(), entries);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100_000, 1_000_000_000})
    void shouldComeBackAfterAnyEntry(int bytesPerBoundary) {
        Learner undisturbed = learner(4);
        Learner restarted = learner(4);
        LearnerStore store = new LearnerStore(entries, bytesPerBoundary);
        store.write(restarted);
        Random random = new Random(5);
        for (int i = 0; i < 60; i++) {
            LogEntry entry = entry(i);
            Outcome expected = undisturbed.take(entry);
            store.journal(entry);
            Outcome outcome = restarted.take(entry);
            store.learned(restarted);
            assertThat(outcome.score()).isEqualTo(expected.score());
            assertThat(outcome.checkpoint().map(Checkpoint::version))
                    .isEqualTo(expected.checkpoint().map(Checkpoint::version));
            if (random.nextInt(3) == 0) {
                restarted.close();
                restarted = learner(4);
                store = new LearnerStore(entries, bytesPerBoundary);
                store.restore(restarted);
            }
        }
        undisturbed.close();
        restarted.close();
    }

    @Test
    void shouldRefuseAStateOfOtherSettings() {
        try (Learner four = learner(4);
                Learner five = learner(5)) {
            new LearnerStore(entries, 1).write(four);

            assertThatThrownBy(() -> new LearnerStore(entries, 1).restore(five))
                    .isInstanceOf(ChangedSettings.class)
                    .hasMessageContaining(four.settingsHash())
                    .hasMessageContaining("--from VERSION");
        }
    }

    @Test
    void shouldNoticeADamagedSnapshot() throws IOException {
        try (Learner learner = learner(4)) {
            new LearnerStore(entries, 1).write(learner);
            byte[] chunk = entries.get("snapshot/0").clone();
            chunk[chunk.length / 2] ^= 1;
            entries.put("snapshot/0", chunk);

            assertThatThrownBy(() -> new LearnerStore(entries, 1).restore(learner))
                    .hasRootCauseMessage("the snapshot's chunks are not those of its header");
        }
    }

    @Test
    void shouldNoticeAGapInTheJournal() {
        try (Learner learner = learner(4)) {
            LearnerStore store = new LearnerStore(entries, 1);
            store.write(learner);
            store.journal(entry(0));
            store.journal(entry(1));
            entries.delete("journal/00000000");

            assertThatThrownBy(() -> new LearnerStore(entries, 1).restore(learner))
                    .hasRootCauseMessage("the journal has a gap before journal/00000001");
        }
    }

    private static LogEntry entry(int i) {
        return i % 13 == 12
                ? new Control(i, Control.Order.CHECKPOINT)
                : new Example(i, "id-" + i, TestNetworks.picture(i));
    }

    private static Learner learner(int batchSize) {
        return new Learner(
                FIRST,
                new LearnSettings(batchSize, 3, 1, 1000, 0.01),
                new Provenance("labeled", 0, "test", "test"));
    }
}
