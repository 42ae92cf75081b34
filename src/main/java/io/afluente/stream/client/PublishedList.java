package io.afluente.stream.client;

import io.afluente.registry.Checkpoint;
import io.afluente.registry.Manifest;
import io.afluente.registry.Version;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.streams.state.KeyValueStore;

/** The learner's versions that are on the topic of models, oldest first, and which may go. */
public final class PublishedList {
    private static final String STORE_KEY = "published";

    private final List<Entry> entries;

    /**
     * One version, as a line of text.
     *
     * @param parent the version that learning went on from
     * @param chunks in how many records its bytes are
     * @param held whether the gate held it back
     * @param stateChunks in how many records is what only a learner needs
     */
    record Entry(String version, String parent, int chunks, boolean held, int stateChunks) {
        private static final String HELD = "held";
        private static final String NO_VERSION = "-";
        private static final String PASSED = "passed";

        /** Whether it is a copy of a version of the same number, whose own bytes were lost. */
        private boolean isCopyOf(String lost) {
            return lost.equals(parent)
                    && Version.parse(parent).sequence() == Version.parse(version).sequence();
        }

        private static Entry of(Manifest manifest) {
            String parent =
                    manifest.lineage().parentVersion().map(Version::toString).orElse(NO_VERSION);
            return new Entry(
                    manifest.version(),
                    parent,
                    manifest.chunks(),
                    manifest.lineage().isHeld(),
                    manifest.stateChunks());
        }

        private static Entry read(String line) {
            String[] parts = line.split(" ", -1);
            boolean held = parts.length > 3 && parts[3].equals(HELD);
            // lines of 0.1.0 have none
            int stateChunks = parts.length > 4 ? Integer.parseInt(parts[4]) : 0;
            return new Entry(parts[0], parts[1], Integer.parseInt(parts[2]), held, stateChunks);
        }

        private String line() {
            String verdict = held ? HELD : PASSED;
            return String.join(" ", version, parent, "" + chunks, verdict, "" + stateChunks);
        }
    }

    private PublishedList(List<Entry> entries) {
        this.entries = entries;
    }

    /** The list that a learner's store holds; an empty one where it holds none. */
    public static PublishedList of(KeyValueStore<String, byte[]> store) {
        return read(store.get(STORE_KEY));
    }

    private static PublishedList read(byte[] bytes) {
        String lines = bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
        return new PublishedList(
                lines.lines().map(Entry::read).collect(Collectors.toCollection(ArrayList::new)));
    }

    /** Puts the list into a learner's store. */
    void writeTo(KeyValueStore<String, byte[]> store) {
        store.put(STORE_KEY, toBytes());
    }

    private byte[] toBytes() {
        String lines = entries.stream().map(Entry::line).collect(Collectors.joining("\n"));
        return lines.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * What a checkpoint of this line was called when it was published; what it is called now where
     * that is no longer known.
     */
    public Version nameOf(Checkpoint made) {
        return entries.stream()
                .map(entry -> Version.parse(entry.version))
                .filter(version -> version.sequence() == made.version().sequence())
                .findFirst()
                .orElse(made.version());
    }

    /** Forgets the versions that are not there any more. */
    void retain(Predicate<String> isThere) {
        entries.removeIf(entry -> !isThere.test(entry.version));
    }

    /** Adds a version that was lost, in its place. */
    void putBack(Manifest manifest) {
        entries.removeIf(entry -> entry.version.equals(manifest.version()));
        entries.add(Entry.of(manifest));
        entries.sort(Comparator.comparing(Entry::version));
    }

    /** The name under which a version is on the topic: its own, or that of its copy. */
    String nameOnTopic(String version) {
        return entries.stream()
                .filter(entry -> entry.isCopyOf(version))
                .map(Entry::version)
                .findFirst()
                .orElse(version);
    }

    void add(Manifest manifest) {
        entries.add(Entry.of(manifest));
    }

    /**
     * Drops what nobody needs: all but the latest, the wanted ones, and for each of these its
     * parent and the version to go back to.
     *
     * @param latest how many of the latest stay at least
     * @return what was dropped
     */
    List<Entry> dropAllBut(int latest, Set<String> wanted) {
        Set<String> needed = new HashSet<>(wanted);
        needed.add(entries.get(entries.size() - 1).version);
        needed.addAll(before(needed));
        List<Entry> old = entries.subList(0, Math.max(0, entries.size() - latest));
        List<Entry> gone = old.stream().filter(e -> !needed.contains(e.version)).toList();
        entries.removeAll(gone);
        return gone;
    }

    private Set<String> before(Set<String> needed) {
        Set<String> before = new HashSet<>();
        String lastPassed = null;
        for (Entry entry : entries) {
            if (needed.contains(entry.version)) {
                before.add(nameOnTopic(entry.parent));
                before.add(lastPassed);
            }
            lastPassed = entry.held ? lastPassed : entry.version;
        }
        return before;
    }
}
