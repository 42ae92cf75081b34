package io.afluente.stream.learn;

import io.afluente.learn.EntryResult;
import io.afluente.learn.Learner;
import io.afluente.learn.example.Control;
import io.afluente.learn.example.LogEntry;
import io.afluente.registry.Lineage;
import io.afluente.stream.client.PublishedList;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The learner in a state store: a snapshot of it at a boundary between mini-batches, and a journal
 * of the log's examples since. Every example is journaled before it is learned from, so whatever is
 * committed is complete; taking it up again is the snapshot, then the journal once more.
 *
 * <p>Two things lead to a snapshot at once. An order ends at a boundary, and may bring a whole
 * network along. And a checkpoint is published under a name that depends on the program and the
 * machine: it is not made again by another one, so no journal ever holds one.
 *
 * <p>A small state is written whole at every boundary; the larger it is, the more mini-batches lie
 * between two snapshots, so that writing costs about 32 KiB for each of them at most: as much as
 * their examples in the journal. But no more lie between them than can be learned again within
 * about a minute, and of large pictures no more than take as much room as the snapshot, or 16 MiB:
 * the journal lies in the heap, in whole pictures.
 *
 * <p>A journal is learned again by the rules that it was written under. Those of this program hold
 * from the next boundary on, where there is a snapshot at once, so that no journal spans the
 * change.
 */
final class LearnerStore {
    static final String NAME = "learner";

    private static final int BYTES_PER_BOUNDARY = 32 * 1024;
    // Kafka takes a member for dead that does not poll for five minutes
    private static final Duration MAX_TO_LEARN_AGAIN = Duration.ofMinutes(1);
    private static final long SMALL_JOURNAL_BYTES = 16L << 20;
    private static final String BEGINNING = "beginning";

    private final KeyValueStore<String, byte[]> store;
    private final Snapshot snapshot;
    private final Journal journal;
    private final int bytesPerBoundary;
    private final LongSupplier nanos;
    private long snapshotAt;
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
        this.journal = new Journal(store);
        this.bytesPerBoundary = bytesPerBoundary;
        this.nanos = nanos;
        this.snapshotAt = nanos.getAsLong();
    }

    /** Whether nothing was ever stored. */
    boolean isEmpty() {
        return !snapshot.exists();
    }

    /** Notes what the line begins with. */
    void begin(Lineage first) {
        store.put(BEGINNING, first.toJson());
    }

    /** Lineage of the line's first version; empty where 0.1.0 did not note it. */
    Optional<Lineage> beginning() {
        return Optional.ofNullable(store.get(BEGINNING)).map(Lineage::fromJson);
    }

    /** Takes the stored state up: afterwards the learner stands where it stood at the commit. */
    void restore(Learner learner) {
        try {
            learner.load(new DataInputStream(new ByteArrayInputStream(snapshot.read(learner))));
            if (snapshot.isFormer()) {
                learnFormer(learner);
            } else {
                learnAgain(learner);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the stored learner can't be taken up", e);
        }
        ordered |= learner.goesByOlderRules();
        if (ordered && learner.atBoundary()) {
            learner.renewRules();
            write(learner);
        }
    }

    private void learnAgain(Learner learner) throws IOException {
        for (LogEntry entry : journal.takeUp(snapshot.generation(), learner.nextOffset())) {
            if (learner.takeAgain(entry).cut().isPresent()) {
                throw new IOException(
                        "the journal holds a checkpoint, at offset " + entry.offset());
            }
            boundaries += learner.atBoundary() ? 1 : 0;
        }
    }

    /** A journal of 0.1.0 may hold checkpoints: the names they were published under are stored. */
    private void learnFormer(Learner learner) throws IOException {
        PublishedList published = PublishedList.of(store);
        List<LogEntry> entries = FormerJournal.entries(store, learner.nextOffset());
        for (LogEntry entry : entries) {
            learner.takeAgain(entry, published::nameOf);
        }
        journal.goOnWithFormer(entries.size());
        ordered = true;
    }

    /** Keeps an entry that is about to be learned from. */
    void journal(LogEntry entry) {
        if (entry instanceof Control) {
            ordered = true;
        } else {
            journal.add(entry);
        }
    }

    /** Called after each entry: at a boundary it may be time for a snapshot. */
    void learned(Learner learner, EntryResult outcome) {
        if (!learner.atBoundary()) {
            return;
        }
        boundaries++;
        if (ordered || outcome.cut().isPresent() || isWorthIt() || isLongAgo()) {
            write(learner);
        }
    }

    private boolean isWorthIt() {
        return boundaries >= snapshot.bytes() / bytesPerBoundary
                || journal.bytes() >= Math.max(snapshot.bytes(), SMALL_JOURNAL_BYTES);
    }

    private boolean isLongAgo() {
        return nanos.getAsLong() - snapshotAt >= MAX_TO_LEARN_AGAIN.toNanos();
    }

    /** Writes a snapshot now, in place of the journal. */
    void write(Learner learner) {
        snapshot.write(learner::save, learner.settingsHash());
        journal.begin(snapshot.generation());
        boundaries = 0;
        ordered = false;
        snapshotAt = nanos.getAsLong();
    }
}
