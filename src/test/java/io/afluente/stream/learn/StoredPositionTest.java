package io.afluente.stream.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.stream.record.TestLog;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stored position decides: what the group and the log say is mended by it, or refused. */
class StoredPositionTest {
    private static final TestLog LOG = new TestLog();

    private final KeyValueStore<String, byte[]> entries =
            Stores.keyValueStoreBuilder(
                            Stores.inMemoryKeyValueStore("test"),
                            Serdes.String(),
                            Serdes.ByteArray())
                    .withLoggingDisabled()
                    .build();

    @BeforeEach
    void learnedUpToTen() {
        MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
        entries.init(context.getStateStoreContext(), entries);
        StoredPosition fresh = new StoredPosition(entries, LOG);
        fresh.begin();
        LongStream.range(0, 10).forEach(fresh::read);
    }

    @Test
    void shouldReadOnWhereItStood() {
        assertThat(readBy(LOG.committed(10), 10, 11, 14)).containsExactly(10L, 11L, 14L);
    }

    @Test
    void shouldPassOverWhatItHasWhereOffsetsAreGoneOrOlder() {
        assertThat(readBy(LOG, 0, 5, 9, 10, 11)).containsExactly(10L, 11L);
        assertThat(readBy(LOG.committed(4).beginning(2), 8, 9, 12)).containsExactly(12L);
        // a consumer that is beyond the end looks for another place
        assertThat(readBy(LOG.committed(5000), 12, 13)).containsExactly(13L);
    }

    @Test
    void shouldNotMindOffsetsAheadWithoutARecord() {
        assertThat(readBy(LOG.committed(12).holding(9L, 12L), 12, 13)).containsExactly(12L, 13L);
        assertThat(readBy(LOG.committed(15).beginning(15), 15)).containsExactly(15L);
    }

    @Test
    void shouldRefuseOffsetsAheadOfARecord() {
        assertRefused(
                LOG.committed(40).holding(12L, 13L),
                "the group app-learn-mnist would read labeled-images from offset 40",
                "learned up to 10 only",
                "offset 12",
                "--delete-offsets --group app-learn-mnist --topic labeled-images");
    }

    @Test
    void shouldRefuseAnotherLog() {
        assertRefused(
                LOG.named("b-labeled-images"),
                "learned from labeled-images, and this service learns from b-labeled-images",
                "--group learn=NEW");
        assertRefused(
                LOG.madeAgain().committed(10),
                "labeled-images was deleted and made again",
                "--group learn=NEW --from VERSION");
        assertRefused(LOG.beginning(11), "begins with offset 11", "learned up to 10 only");
        assertRefused(LOG.beginning(20).committed(10), "begins with offset 20");
        assertRefused(LOG.ending(9), "ends at offset 9");
    }

    @Test
    void shouldRefuseALogThatBeginsAgain() {
        StoredPosition position = new StoredPosition(entries, LOG.committed(10));
        position.takeUp();
        position.read(10);

        assertThatThrownBy(() -> position.read(0))
                .isInstanceOf(WrongPositionException.class)
                .hasMessageContaining("offset 0 comes after 10");
    }

    @Test
    void shouldAdoptALearnerThatDidNotWriteItDown() {
        StoredPosition position = withoutIt(LOG.committed(13).holding(10L, 12L));
        position.adopt(10, bad -> false);

        assertThat(position.read(12)).isFalse();
        assertThat(position.read(13)).isTrue();
        assertThat(new StoredPosition(entries, LOG.committed(14)).takeUp())
                .hasValueSatisfying(known -> assertThat(known.nextOffset()).isEqualTo(14));
    }

    @Test
    void shouldNotAdoptALearnerOfSomethingElse() {
        assertThatThrownBy(() -> withoutIt(LOG.committed(13).holding(12L)).adopt(10, any -> true))
                .hasMessageContaining("the record at offset 12 and others would be left out");
        assertThatThrownBy(() -> withoutIt(LOG.readToo("b-labeled-images")).adopt(10, any -> true))
                .hasMessageContaining("may be of both")
                .hasMessageContaining("--delete-offsets --group app-learn-mnist --topic b-");
    }

    @Test
    void shouldNotBeginWhereSomebodyHasRead() {
        assertThatThrownBy(() -> new StoredPosition(entries, LOG.committed(3)).begin())
                .isInstanceOf(LostStateException.class);
    }

    private List<Long> readBy(TestLog log, long... offsets) {
        StoredPosition position = new StoredPosition(entries, log);
        position.takeUp();
        return LongStream.of(offsets).filter(position::read).boxed().toList();
    }

    private StoredPosition withoutIt(TestLog log) {
        entries.delete("position");
        StoredPosition position = new StoredPosition(entries, log);
        assertThat(position.takeUp()).isEmpty();
        return position;
    }

    private void assertRefused(TestLog log, String... told) {
        assertThatThrownBy(() -> new StoredPosition(entries, log).takeUp())
                .isInstanceOf(WrongPositionException.class)
                .hasMessageContainingAll(told);
    }
}
