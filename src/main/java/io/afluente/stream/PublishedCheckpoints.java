package io.afluente.stream;

import io.afluente.learn.Cut;
import io.afluente.model.BadNetwork;
import io.afluente.registry.Manifest;
import io.afluente.registry.ModelKeys;
import io.afluente.registry.Pointer;
import io.afluente.registry.Signer;
import io.afluente.registry.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The learner's checkpoints on the topic of models: puts new ones there, and takes old ones away.
 * The last few stay, and the ones that answer, are pinned or are the best so far, and for each of
 * these its parent, and the version to go back to: the last before it that the gate let pass.
 */
final class PublishedCheckpoints {
    private static final Logger LOG = LoggerFactory.getLogger(PublishedCheckpoints.class);
    private static final String STORE_KEY = "published";
    private static final String POINTER_KEY = "candidate";

    /** Writes one record to the topic of models; a null value takes it away. */
    interface Out {
        void put(String key, byte[] value, long timestamp);
    }

    private record Entry(String version, String parent, int chunks, boolean held) {
        private static final String HELD = "held";

        String line() {
            return version + " " + parent + " " + chunks + (held ? " " + HELD : "");
        }

        static Entry of(String line) {
            String[] parts = line.split(" ", -1);
            boolean held = parts.length > 3 && parts[3].equals(HELD);
            return new Entry(parts[0], parts[1], Integer.parseInt(parts[2]), held);
        }
    }

    private final ModelKeys keys;
    private final int keep;
    private final Signer signer;
    private final KeyValueStore<String, byte[]> store;
    private final ReadOnlyKeyValueStore<String, byte[]> models;
    private final Out out;

    /**
     * @param model name of the network
     * @param keep how many of the latest stay at least
     * @param signer signs what is put there
     * @param store of the learner: the list of what is there is part of its state
     * @param models the topic as it is, for the operator's pin
     */
    PublishedCheckpoints(
            String model,
            int keep,
            Signer signer,
            KeyValueStore<String, byte[]> store,
            ReadOnlyKeyValueStore<String, byte[]> models,
            Out out) {
        this.keys = new ModelKeys(model);
        this.keep = keep;
        this.signer = signer;
        this.store = store;
        this.models = models;
        this.out = out;
    }

    /**
     * Puts a checkpoint on the topic, points to the one that is to serve, and takes away what is no
     * longer needed.
     */
    void publish(Cut cut, long timestamp) {
        Manifest manifest = signer.sign(Manifest.of(cut.checkpoint()));
        List<byte[]> chunks = Manifest.split(cut.checkpoint().bytes());
        for (int i = 0; i < chunks.size(); i++) {
            out.put(keys.chunk(manifest.version(), i), chunks.get(i), timestamp);
        }
        out.put(keys.manifest(manifest.version()), manifest.toJson(), timestamp);
        pointTo(cut.candidate(), timestamp);
        List<Entry> entries = entries();
        entries.add(entry(manifest));
        takeAwayOld(entries, cut, timestamp);
        store.put(STORE_KEY, utf8(lines(entries)));
    }

    /** Points to a version, unless the last pointer did: a held checkpoint changes nothing. */
    private void pointTo(String version, long timestamp) {
        byte[] pointer = new Pointer(version).toJson();
        if (!Arrays.equals(pointer, store.get(POINTER_KEY))) {
            out.put(keys.candidate(), pointer, timestamp);
            store.put(POINTER_KEY, pointer);
        }
    }

    private void takeAwayOld(List<Entry> entries, Cut cut, long timestamp) {
        Set<String> needed = needed(entries, cut);
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

    private Set<String> needed(List<Entry> entries, Cut cut) {
        Set<String> needed = new HashSet<>(List.of(cut.candidate(), cut.champion()));
        needed.add(entries.get(entries.size() - 1).version);
        pointer(keys.pin()).ifPresent(needed::add);
        pointer(keys.shadow()).ifPresent(needed::add);
        pointer(keys.challenger()).ifPresent(needed::add);
        needed.addAll(before(needed, entries));
        return needed;
    }

    private static Set<String> before(Set<String> needed, List<Entry> entries) {
        Set<String> before = new HashSet<>();
        String lastPassed = null;
        for (Entry entry : entries) {
            if (needed.contains(entry.version)) {
                before.add(entry.parent);
                before.add(lastPassed);
            }
            lastPassed = entry.held ? lastPassed : entry.version;
        }
        return before;
    }

    private static Entry entry(Manifest manifest) {
        Verdict verdict = manifest.lineage().verdict();
        boolean held = verdict != null && !verdict.passed();
        return new Entry(manifest.version(), manifest.lineage().parent(), manifest.chunks(), held);
    }

    private Optional<String> pointer(String key) {
        try {
            return Optional.ofNullable(models.get(key))
                    .map(json -> Pointer.fromJson(json).version());
        } catch (BadNetwork e) {
            LOG.warn("Passed over {}: {}", key, e.getMessage());
            return Optional.empty();
        }
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
