package io.afluente.stream.learn;

import io.afluente.learn.example.LogEntry;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * A journal that version 0.1.0 wrote: without a generation. What an older and longer one left
 * behind it is known by its offsets: they are lower than those before.
 */
final class FormerJournal {
    private FormerJournal() {}

    /**
     * The entries since the snapshot, in their order.
     *
     * @param from the first offset that the snapshot has not seen
     * @throws IOException if one is missing
     */
    static List<LogEntry> entries(KeyValueStore<String, byte[]> store, long from)
            throws IOException {
        List<LogEntry> entries = new ArrayList<>();
        long next = from;
        for (KeyValue<String, byte[]> stored : Journal.all(store)) {
            LogEntry entry =
                    LogEntry.read(new DataInputStream(new ByteArrayInputStream(stored.value)));
            if (entry.offset() >= next) {
                Journal.requireNext(stored.key, entries.size());
                entries.add(entry);
                next = entry.offset() + 1;
            }
        }
        return entries;
    }
}
