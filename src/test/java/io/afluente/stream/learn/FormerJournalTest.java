package io.afluente.stream.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.TestLearning;
import io.afluente.learn.example.LogEntry;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A journal of version 0.1.0 is read for what it is, whatever an older one left behind it. */
class FormerJournalTest {
    private final KeyValueStore<String, byte[]> store =
            Stores.keyValueStoreBuilder(
                            Stores.inMemoryKeyValueStore("test"),
                            Serdes.String(),
                            Serdes.ByteArray())
                    .withLoggingDisabled()
                    .build();

    @BeforeEach
    void open() {
        MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
        store.init(context.getStateStoreContext(), store);
    }

    @Test
    void shouldPassOverWhatAnOlderJournalLeftBehind() throws IOException {
        put(0, 20);
        put(1, 22);
        put(2, 12);
        put(3, 13);

        assertThat(FormerJournal.entries(store, 20))
                .extracting(LogEntry::offset)
                .containsExactly(20L, 22L);
    }

    @Test
    void shouldPassOverAJournalThatIsOlderThanItsSnapshot() throws IOException {
        put(0, 10);
        put(1, 11);

        assertThat(FormerJournal.entries(store, 20)).isEmpty();
    }

    @Test
    void shouldNoticeAGap() throws IOException {
        put(0, 20);
        put(2, 22);

        assertThatThrownBy(() -> FormerJournal.entries(store, 20))
                .hasMessage("the journal has a gap before journal/00000002");
    }

    private void put(int index, long offset) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TestLearning.example(offset).write(new DataOutputStream(bytes));
        store.put("journal/%08d".formatted(index), bytes.toByteArray());
    }
}
