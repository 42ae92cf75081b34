package io.afluente.stream.learn;

import io.afluente.learn.example.LogEntry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The log's examples since a snapshot, in a state store. Each carries the snapshot's generation: a
 * copy of the store that was away while an older and longer journal was deleted still holds that
 * one's last entries behind the true ones, and they must not pass for them.
 *
 * <p>Keys are used again after each snapshot, so that few tombstones are in the changelog.
 */
final class Journal {
    private static final String ALL = "journal/";
    private static final String AFTER_ALL = "journal0";

    private final KeyValueStore<String, byte[]> store;
    private long generation;
    private boolean former;
    private int size;
    private long bytes;

    Journal(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    /** Begins with nothing after a snapshot of this generation. */
    void begin(long snapshot) {
        generation = snapshot;
        former = false;
        size = 0;
        bytes = 0;
        all(store).forEach(stored -> store.delete(stored.key));
    }

    /** What was added since the snapshot, as far as this object wrote or read it. */
    long bytes() {
        return bytes;
    }

    void add(LogEntry entry) {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(value);
        try {
            if (!former) {
                out.writeLong(generation);
            }
            entry.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        bytes += value.size();
        store.put(key(size++), value.toByteArray());
    }

    /**
     * Takes up what was added since a snapshot.
     *
     * @param snapshot its generation
     * @param from the first offset that it has not seen
     * @return the entries in their order
     * @throws IOException if one is missing, or is not of this place
     */
    List<LogEntry> takeUp(long snapshot, long from) throws IOException {
        generation = snapshot;
        bytes = 0;
        List<LogEntry> entries = new ArrayList<>();
        for (KeyValue<String, byte[]> stored : all(store)) {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored.value));
            if (in.readLong() == generation) {
                requireNext(stored.key, entries.size());
                entries.add(LogEntry.read(in));
                bytes += stored.value.length;
            }
        }
        size = entries.size();
        requireRising(entries, from);
        return entries;
    }

    /** Adds to a {@link FormerJournal} of so many entries from now on, up to the next snapshot. */
    void goOnWithFormer(int entries) {
        former = true;
        size = entries;
    }

    static void requireNext(String key, int index) throws IOException {
        if (!key.equals(key(index))) {
            throw new IOException("the journal has a gap before " + key);
        }
    }

    private static void requireRising(List<LogEntry> entries, long from) throws IOException {
        long next = from;
        for (LogEntry entry : entries) {
            if (entry.offset() < next) {
                throw new IOException(
                        "the journal has offset %d where %d or a later one must be"
                                .formatted(entry.offset(), next));
            }
            next = entry.offset() + 1;
        }
    }

    /** All entries in the order of their keys, those that an older journal left among them. */
    static List<KeyValue<String, byte[]>> all(KeyValueStore<String, byte[]> store) {
        List<KeyValue<String, byte[]>> all = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> stored = store.range(ALL, AFTER_ALL)) {
            stored.forEachRemaining(all::add);
        }
        return all;
    }

    static String key(int index) {
        return ALL + String.format(Locale.ROOT, "%08d", index);
    }
}
