package io.afluente.cli.models;

import io.afluente.registry.Checkpoint;
import io.afluente.registry.Lineage;
import io.afluente.registry.Manifest;
import io.afluente.registry.Version;
import io.afluente.setting.UserException;
import java.util.List;
import java.util.Optional;

/** Finds the version that a rebuilding begins with. */
record Ancestors(Versions versions) {

    /** The named ancestor, the first version of the line, or else the parent. */
    Checkpoint start(Manifest wanted, Optional<String> named, boolean first) {
        if (wanted.lineage().isFirst()) {
            throw new UserException(
                    "version "
                            + wanted.version()
                            + " begins a line: it was not learned from a log");
        }
        if (named.isPresent()) {
            return versions.whole(ofLog(versions.checkpoint(versions.resolve(named.get()))));
        }
        return versions.whole(first ? firstOf(wanted) : parentOf(wanted));
    }

    /** The first offset of the labelled stream that a version has not seen. */
    static long learnedUpTo(Checkpoint version) {
        Lineage lineage = version.lineage();
        return lineage.isFirst() ? 0 : lineage.nextOffset();
    }

    private Checkpoint parentOf(Manifest wanted) {
        Version parent = Version.parse(wanted.lineage().parent());
        return versions.find(parent)
                .orElseThrow(
                        () ->
                                new UserException(
                                        "version %s: its parent %s is neither on the topic of models nor a file; try --from-beginning"
                                                .formatted(wanted.version(), parent)));
    }

    private static Checkpoint ofLog(Checkpoint start) {
        if (Manifest.of(start).isCopy()) {
            throw new UserException(
                    "version %s is a copy of %s that was put back without what its learner knew: the log can't be learned on from it"
                            .formatted(start.version(), start.lineage().parent()));
        }
        return start;
    }

    /** Older versions may be gone, but the first of a line stays on the topic. */
    private Checkpoint firstOf(Manifest wanted) {
        List<Version> beginnings =
                versions.catalog().manifests().stream()
                        .filter(manifest -> manifest.lineage().isFirst())
                        .filter(manifest -> !manifest.isCopy())
                        .map(manifest -> Version.parse(manifest.version()))
                        .filter(version -> version.compareTo(Version.parse(wanted.version())) < 0)
                        .toList();
        if (beginnings.isEmpty()) {
            throw new UserException(
                    "version %s: the first version of its line is not on the topic of models; begin with a file of another one by --from"
                            .formatted(wanted.version()));
        }
        if (beginnings.size() > 1) {
            throw new UserException(
                    "version %s: its line may have begun with any of %s; say it with --from"
                            .formatted(wanted.version(), beginnings));
        }
        return versions.checkpoint(beginnings.get(0));
    }
}
