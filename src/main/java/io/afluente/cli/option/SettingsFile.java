package io.afluente.cli.option;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The file of settings. A command without other settings reads names of topics in it. */
public final class SettingsFile {
    @Option(
            names = "--settings",
            paramLabel = "FILE",
            order = 93,
            defaultValue = "${env:AFLUENTE_SETTINGS}",
            description = "Properties with settings of the service.")
    private Path file;

    /** The file that was given; null if none was. */
    Path path() {
        return file;
    }
}
