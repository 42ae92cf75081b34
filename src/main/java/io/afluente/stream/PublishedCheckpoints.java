package io.afluente.stream;

import io.afluente.registry.Checkpoint;
import io.afluente.registry.Manifest;
import io.afluente.registry.ModelKeys;
import io.afluente.registry.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The learner's checkpoints on the topic of models: puts new ones there, and takes old ones away.
 * The last few stay, and the one that serves, the one that is pinned, and their parents.
 */
final class PublishedCheckpoints {
    private static final String STORE_KEY = "published";

    /** Writes one record to the topic of models; a null value takes it away. */
    interface Out {
        void put(String key, byte[] value, long timestamp);
    }

    private record Entry(String version, String parent, int chunks) {
        String line() {
            return version + " " + parent + " " + chunks;
        }

        static Entry of(String line) {
            String[] parts = line.split(" ", -1);
            return new Entry(parts[0], parts[1], Integer.parseInt(parts[2]));
        }
    }

    private final ModelKeys keys;
    private final int keep;
    private final KeyValueStore<String, byte[]> store;
    private final ReadOnlyKeyValueStore<String, byte[]> models;
    private final Out out;

    /**
     * @param model name of the network
     * @param keep how many of the latest stay at least
     * @param store of the learner: the list of what is there is part of its state
     * @param models the topic as it is, for the operator's pin
     */
    PublishedCheckpoints(
            String model,
            int keep,
            KeyValueStore<String, byte[]> store,
            ReadOnlyKeyValueStore<String, byte[]> models,
            Out out) {
        this.keys = new ModelKeys(model);
        this.keep = keep;
        this.store = store;
        this.models = models;
        this.out = out;
    }

    /** Puts a checkpoint on the topic, points to it, and takes away what is no longer needed. */
    void publish(Checkpoint checkpoint, long timestamp) {
        Manifest manifest = Manifest.of(checkpoint);
        List<byte[]> chunks = Manifest.split(checkpoint.bytes());
        for (int i = 0; i < chunks.size(); i++) {
            out.put(keys.chunk(manifest.version(), i), chunks.get(i), timestamp);
        }
        out.put(keys.manifest(manifest.version()), manifest.toJson(), timestamp);
        out.put(keys.candidate(), new Pointer(manifest.version()).toJson(), timestamp);
        List<Entry> entries = entries();
        entries.add(
                new Entry(manifest.version(), checkpoint.lineage().parent(), manifest.chunks()));
        takeAwayOld(entries, timestamp);
        store.put(STORE_KEY, utf8(lines(entries)));
    }

    private void takeAwayOld(List<Entry> entries, long timestamp) {
        Set<String> needed = needed(entries);
        List<Entry> old = entries.subList(0, Math.max(0, entries.size() - keep));
        List<Entry> gone = old.stream().filter(e -> !needed.contains(e.version)).toList();
        for (Entry entry : gone) {
            out.put(keys.manifest(entry.version), null, timestamp);
            for (int i = 0; i < entry.chunks; i++) {
                out.put(keys.chunk(entry.version, i), null, timestamp);
            }
        }
        entries.removeAll(gone);
    }

    private Set<String> needed(List<Entry> entries) {
        Set<String> needed = new HashSet<>();
        needed.add(entries.get(entries.size() - 1).version);
        String pin = pin();
        if (pin != null) {
            needed.add(pin);
        }
        for (Entry entry : entries) {
            if (needed.contains(entry.version)) {
                needed.add(entry.parent);
            }
        }
        return needed;
    }

    private String pin() {
        byte[] pin = models.get(keys.pin());
        return pin == null ? null : Pointer.fromJson(pin).version();
    }

    private List<Entry> entries() {
        byte[] stored = store.get(STORE_KEY);
        return stored == null
                ? new ArrayList<>()
                : new String(stored, StandardCharsets.UTF_8)
                        .lines()
                        .map(Entry::of)
                        .collect(Collectors.toCollection(ArrayList::new));
    }

    private static String lines(List<Entry> entries) {
        return entries.stream().map(Entry::line).collect(Collectors.joining("\n"));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
