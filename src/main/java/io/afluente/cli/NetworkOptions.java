package io.afluente.cli;

import io.afluente.model.ModelCard;
import io.afluente.model.NetworkFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which network a command is about, and the settings that say where its folder is. */
final class NetworkOptions {
    @Option(
            names = "--" + ModelSettings.MODEL,
            paramLabel = "NAME",
            order = 80,
            description = "Name of the network. Default: mnist")
    private Optional<String> model = Optional.empty();

    @Option(
            names = "--" + ModelSettings.MODELS_DIR,
            paramLabel = "FOLDER",
            order = 81,
            description = "Folder of networks, a folder for each. Default: models")
    private Optional<String> modelsDir = Optional.empty();

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            order = 93,
            defaultValue = "${env:AFLUENTE_SETTINGS}",
            description = "Properties with settings of the service.")
    private Path file;

    /** The settings: options first, then the environment, the file, and our own defaults. */
    Settings settings(Map<String, String> more) {
        Map<String, String> given = new HashMap<>(more);
        model.ifPresent(name -> given.put(ModelSettings.MODEL, name));
        modelsDir.ifPresent(folder -> given.put(ModelSettings.MODELS_DIR, folder));
        List<SettingSource> sources = new ArrayList<>();
        sources.add(SettingSource.options(given));
        sources.add(SettingSource.environment(System.getenv()));
        if (file != null) {
            sources.add(SettingSource.file(file));
        }
        return new Settings(sources);
    }

    /** Its name. */
    String name() {
        return ModelSettings.read(settings(Map.of())).name();
    }

    /** What its folder says to senders of pictures. */
    ModelCard card() {
        return NetworkFolder.card(ModelSettings.read(settings(Map.of())).folder());
    }
}
