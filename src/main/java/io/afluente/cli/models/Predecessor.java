package io.afluente.cli.models;

import io.afluente.registry.Manifest;
import io.afluente.registry.Version;
import io.afluente.setting.UserException;
import java.util.Optional;

/** Finds the version to go back to. */
final class Predecessor {
    private final Versions versions;

    Predecessor(Versions versions) {
        this.versions = versions;
    }

    /**
     * The nearest ancestor of what serves that the gate let pass; where the line of parents is
     * broken, because a held version is kept nowhere any more, the latest such version before it.
     */
    Version ofServing() {
        Version serving =
                versions.catalog()
                        .serving()
                        .orElseThrow(
                                () ->
                                        new UserException(
                                                "no version of " + versions.model() + " serves"));
        return nearest(serving)
                .orElseThrow(
                        () ->
                                new UserException(
                                        "version "
                                                + serving
                                                + " serves; it has no parent to go back to"));
    }

    private Optional<Version> nearest(Version serving) {
        Manifest ancestor = versions.manifest(serving);
        while (ancestor.lineage().parentVersion().isPresent()) {
            Version parent = ancestor.lineage().parentVersion().get();
            Optional<Manifest> known = versions.known(parent);
            if (known.isEmpty()) {
                return latestBefore(parent);
            }
            if (!known.get().lineage().isHeld()) {
                return Optional.of(parent);
            }
            ancestor = known.get();
        }
        return Optional.empty();
    }

    private Optional<Version> latestBefore(Version version) {
        return versions.catalog().manifests().stream()
                .filter(manifest -> !manifest.lineage().isHeld())
                .map(manifest -> Version.parse(manifest.version()))
                .filter(earlier -> earlier.sequence() < version.sequence())
                .findFirst();
    }
}
