package io.afluente.stream;

import io.afluente.learn.Control;
import io.afluente.learn.Learner;
import io.afluente.learn.LogEntry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The learner in a state store: a snapshot of it at a boundary between mini-batches, and a journal
 * of the log's examples since. Every example is journaled before it is learned from, so whatever is
 * committed is complete; taking it up again is the snapshot, then the journal once more. An order
 * ends at a boundary, and may bring a whole network along: it leads to a snapshot at once.
 *
 * <p>A small state is written whole at every boundary; the larger it is, the more mini-batches lie
 * between two snapshots, so that writing costs about 32 KiB for each of them at most: as much as
 * their examples in the journal. But no more lie between them than can be learned again within
 * about a minute.
 */
final class LearnerStore {
    static final String NAME = "learner";

    private static final int BYTES_PER_BOUNDARY = 32 * 1024;
    // Kafka takes a member for dead that does not poll for five minutes
    private static final Duration LONGEST_TO_LEARN_AGAIN = Duration.ofMinutes(1);
    private static final String JOURNAL = "journal/";
    private static final String AFTER_JOURNAL = "journal0";

    private final KeyValueStore<String, byte[]> store;
    private final Snapshot snapshot;
    private final int bytesPerBoundary;
    private final LongSupplier nanos;
    private long snapshotAt;
    private int journaled;
    private int boundaries;
    private boolean ordered;

    LearnerStore(KeyValueStore<String, byte[]> store) {
        this(store, BYTES_PER_BOUNDARY, System::nanoTime);
    }

    /**
     * @param bytesPerBoundary what writing may cost on average at each boundary
     * @param nanos the time; decides when snapshots are written, never what is in them
     */
    LearnerStore(KeyValueStore<String, byte[]> store, int bytesPerBoundary, LongSupplier nanos) {
        this.store = store;
        this.snapshot = new Snapshot(store);
        this.bytesPerBoundary = bytesPerBoundary;
        this.nanos = nanos;
        this.snapshotAt = nanos.getAsLong();
    }

    /** Whether nothing was ever stored. */
    boolean isEmpty() {
        return !snapshot.exists();
    }

    /** Takes the stored state up: afterwards the learner stands where it stood at the commit. */
    void restore(Learner learner) {
        try {
            learner.load(new DataInputStream(new ByteArrayInputStream(snapshot.read(learner))));
            for (LogEntry entry : journal()) {
                learner.take(entry);
                journaled++;
                boundaries += learner.atBoundary() ? 1 : 0;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the stored learner can't be taken up", e);
        }
    }

    /** Keeps an entry that is about to be learned from. */
    void journal(LogEntry entry) {
        if (entry instanceof Control) {
            ordered = true;
            return;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            entry.write(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        store.put(journalKey(journaled++), bytes.toByteArray());
    }

    /** Called after each entry: at a boundary it may be time for a snapshot. */
    void learned(Learner learner) {
        if (!learner.atBoundary()) {
            return;
        }
        boundaries++;
        if (ordered || boundaries >= snapshot.bytes() / bytesPerBoundary || isLongAgo()) {
            write(learner);
        }
    }

    private boolean isLongAgo() {
        return nanos.getAsLong() - snapshotAt >= LONGEST_TO_LEARN_AGAIN.toNanos();
    }

    /** Writes a snapshot now, in place of the journal. */
    void write(Learner learner) {
        ByteArrayOutputStream state = new ByteArrayOutputStream((int) snapshot.bytes() + 1024);
        try {
            learner.save(new DataOutputStream(state));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        snapshot.write(state.toByteArray(), learner.settingsHash());
        while (journaled > 0) {
            store.delete(journalKey(--journaled));
        }
        boundaries = 0;
        ordered = false;
        snapshotAt = nanos.getAsLong();
    }

    private List<LogEntry> journal() throws IOException {
        List<LogEntry> entries = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> all = store.range(JOURNAL, AFTER_JOURNAL)) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> next = all.next();
                if (!next.key.equals(journalKey(entries.size()))) {
                    throw new IOException("the journal has a gap before " + next.key);
                }
                entries.add(
                        LogEntry.read(new DataInputStream(new ByteArrayInputStream(next.value))));
            }
        }
        return entries;
    }

    private static String journalKey(int index) {
        return JOURNAL + String.format(Locale.ROOT, "%08d", index);
    }
}
