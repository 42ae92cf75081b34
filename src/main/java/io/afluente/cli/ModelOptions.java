package io.afluente.cli;

import io.afluente.model.NetworkFolder;
import io.afluente.model.NetworkSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which network a command is about, and where its files are: these settings and no others. */
final class ModelOptions {
    @Option(
            names = "--" + Settings.MODEL,
            paramLabel = "NAME",
            order = 80,
            description = "Name of the network. Default: mnist")
    private Optional<String> model = Optional.empty();

    @Option(
            names = "--" + Settings.MODELS_DIR,
            paramLabel = "FOLDER",
            order = 81,
            description = "Folder of networks, a folder for each. Default: models")
    private Optional<String> modelsDir = Optional.empty();

    @Option(
            names = "--" + Settings.CHECKPOINT_DIR,
            paramLabel = "FOLDER",
            order = 82,
            description =
                    "Folder for files of checkpoints. Default: checkpoints in the network's folder")
    private Optional<String> checkpointDir = Optional.empty();

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            order = 93,
            defaultValue = "${env:AFLUENTE_SETTINGS}",
            description = "Properties with settings of the service.")
    private Path file;

    /** The settings: options first, then the environment, the file, and our own defaults. */
    Settings settings() {
        Map<String, String> given = new HashMap<>();
        model.ifPresent(name -> given.put(Settings.MODEL, name));
        modelsDir.ifPresent(folder -> given.put(Settings.MODELS_DIR, folder));
        checkpointDir.ifPresent(folder -> given.put(Settings.CHECKPOINT_DIR, folder));
        List<SettingSource> sources = new ArrayList<>();
        sources.add(SettingSource.options(given));
        sources.add(SettingSource.environment(System.getenv()));
        if (file != null) {
            sources.add(SettingSource.file(file));
        }
        return new Settings(sources);
    }

    /** The network as its folder describes it. */
    NetworkSpec network() {
        return NetworkFolder.read(settings().networkFolder()).spec();
    }

    /** The network's versions on a cluster. */
    Versions versions(ClusterOptions cluster) {
        return Versions.of(cluster, settings());
    }
}
