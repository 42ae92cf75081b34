package io.afluente.cli.models;

import io.afluente.learn.PublishedNames;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Manifest;
import io.afluente.registry.Version;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is still known of the versions between the start of a rebuilding and its end. Each was made
 * by the program and the machine of its day, so that its bytes do not come out again here: if the
 * same was learned, it keeps the name that it was published under.
 */
final class PublishedLine implements PublishedNames {
    private final Map<Long, Manifest> known = new TreeMap<>();
    private final Map<Long, Version> names = new TreeMap<>();
    private final long first;
    private final long last;

    private PublishedLine(long first, long last) {
        this.first = first;
        this.last = last;
    }

    /** Those between two versions, as far as they are on the topic or files. */
    static PublishedLine between(Checkpoint start, Manifest wanted, Versions versions) {
        Version last = Version.parse(wanted.version());
        PublishedLine line = new PublishedLine(start.version().sequence(), last.sequence());
        for (Manifest manifest : versions.catalog().manifests()) {
            line.add(manifest);
        }
        line.addParents(wanted, versions);
        return line;
    }

    private void addParents(Manifest wanted, Versions versions) {
        Optional<Manifest> at = Optional.of(wanted);
        while (at.isPresent()) {
            Optional<Version> parent = at.get().lineage().parentVersion().filter(this::isBetween);
            parent.ifPresent(version -> names.put(version.sequence(), version));
            at = parent.flatMap(versions::known);
            at.ifPresent(this::add);
        }
    }

    private void add(Manifest manifest) {
        if (!manifest.lineage().isFirst() && isBetween(Version.parse(manifest.version()))) {
            known.put(Version.parse(manifest.version()).sequence(), manifest);
        }
    }

    private boolean isBetween(Version version) {
        return version.sequence() > first && version.sequence() < last;
    }

    /** What computed them, each once. */
    Stream<String> runtimes() {
        return known.values().stream().map(manifest -> manifest.lineage().runtime()).distinct();
    }

    /** How many of them nothing is known of any more: these get the names that come out here. */
    long forgotten() {
        return last - first - 1 - known.size();
    }

    @Override
    public Version of(Checkpoint made) {
        long sequence = made.version().sequence();
        Manifest manifest = known.get(sequence);
        if (manifest == null) {
            return names.getOrDefault(sequence, made.version());
        }
        boolean same = manifest.lineage().learned().equals(made.lineage().learned());
        return same ? Version.parse(manifest.version()) : made.version();
    }
}
