package io.afluente.cli.option;

import io.afluente.model.file.ModelCard;
import io.afluente.model.file.NetworkFolder;
import io.afluente.setting.ModelSettings;
import io.afluente.setting.SettingSource;
import io.afluente.setting.Settings;
import io.afluente.stream.client.ModelsTopic;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which network a command is about, and the settings that say where its folder is. */
public final class NetworkOptions {
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

    @Mixin private SettingsFile file;

    public Settings settings(Map<String, String> more) {
        Map<String, String> given = new HashMap<>(more);
        model.ifPresent(name -> given.put(ModelSettings.MODEL, name));
        modelsDir.ifPresent(folder -> given.put(ModelSettings.MODELS_DIR, folder));
        return Settings.of(given, SettingSource.options(Map.of()), file.path());
    }

    /** The folder of networks, where the caller names it. */
    public Optional<Path> modelsDir() {
        return modelsDir.map(Path::of);
    }

    public String name() {
        return ModelSettings.read(settings(Map.of())).name();
    }

    public ModelCard card() {
        return NetworkFolder.card(ModelSettings.read(settings(Map.of())).folder());
    }

    /** The labels of the folder, and of the line of versions on a cluster. */
    public KnownLabels labels(ClusterOptions cluster) {
        return new KnownLabels(card(), () -> addedLabels(cluster));
    }

    private List<String> addedLabels(ClusterOptions cluster) {
        try {
            cluster.require(cluster.topics().models());
            return new ModelsTopic(cluster.client(), cluster.topics(), name())
                    .catalog()
                    .addedLabels();
        } catch (UnknownTopicOrPartitionException e) {
            return List
                    .of(); // no topic, no line of versions: the folder's labels are all there are
        }
    }
}
