package io.afluente.cli.models;

import io.afluente.registry.Version;
import picocli.CommandLine.Parameters;

/** Which version a command is about. */
final class VersionName {
    @Parameters(
            paramLabel = "VERSION",
            description = "The version, or as much of its beginning as no other one shares.")
    private String text;

    Version in(Versions versions) {
        return versions.resolve(text);
    }
}
