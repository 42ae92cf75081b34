package io.afluente.cli.option;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The file of settings, for commands that need no more of them than names on the cluster. */
public final class SettingsFile {
    @Option(
            names = "--settings",
            paramLabel = "FILE",
            order = 93,
            defaultValue = "${env:AFLUENTE_SETTINGS}",
            description = "Properties with settings of the service; of these, names of topics.")
    private Path file;
}
