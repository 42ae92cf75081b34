package io.afluente.stream;

import io.afluente.registry.Manifest;
import io.afluente.registry.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The learner's versions that are on the topic of models, oldest first, and which may go. */
final class PublishedList {
    private final List<Entry> entries;

    /**
     * One version, as a line of text.
     *
     * @param parent the version that learning went on from
     * @param chunks in how many records its bytes are
     * @param held whether the gate held it back
     */
    record Entry(String version, String parent, int chunks, boolean held) {
        private static final String HELD = "held";

        private static Entry of(Manifest manifest) {
            Verdict verdict = manifest.lineage().verdict();
            boolean held = verdict != null && !verdict.passed();
            return new Entry(
                    manifest.version(), manifest.lineage().parent(), manifest.chunks(), held);
        }

        private static Entry read(String line) {
            String[] parts = line.split(" ", -1);
            boolean held = parts.length > 3 && parts[3].equals(HELD);
            return new Entry(parts[0], parts[1], Integer.parseInt(parts[2]), held);
        }

        private String line() {
            return version + " " + parent + " " + chunks + (held ? " " + HELD : "");
        }
    }

    private PublishedList(List<Entry> entries) {
        this.entries = entries;
    }

    /** A list from its bytes; an empty one from null. */
    static PublishedList read(byte[] bytes) {
        String lines = bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
        return new PublishedList(
                lines.lines().map(Entry::read).collect(Collectors.toCollection(ArrayList::new)));
    }

    byte[] toBytes() {
        String lines = entries.stream().map(Entry::line).collect(Collectors.joining("\n"));
        return lines.getBytes(StandardCharsets.UTF_8);
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
                before.add(entry.parent);
                before.add(lastPassed);
            }
            lastPassed = entry.held ? lastPassed : entry.version;
        }
        return before;
    }
}
