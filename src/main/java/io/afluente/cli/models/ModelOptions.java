package io.afluente.cli.models;

import io.afluente.cli.option.ClusterOptions;
import io.afluente.cli.option.NetworkOptions;
import io.afluente.model.NetworkSpec;
import io.afluente.model.file.NetworkFolder;
import io.afluente.service.OwnBackbone;
import io.afluente.service.RoleSettings;
import io.afluente.service.Roles;
import io.afluente.setting.ModelSettings;
import io.afluente.setting.Settings;
import io.afluente.stream.client.BackbonesOnTopic;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which network a command is about, and where its files are: these settings and no others. */
final class ModelOptions {
    @Mixin private NetworkOptions network;

    @Option(
            names = "--" + ModelSettings.CHECKPOINT_DIR,
            paramLabel = "FOLDER",
            order = 82,
            description =
                    "Folder for files of checkpoints. Default: checkpoints in the network's folder")
    private Optional<String> checkpointDir = Optional.empty();

    @Option(
            names = "--" + ModelSettings.CHECKPOINT_KEY_FILE,
            paramLabel = "FILE",
            order = 83,
            description = "File with the key that versions are signed by. Default: they are not")
    private Optional<String> keyFile = Optional.empty();

    Settings settings() {
        Map<String, String> given = new HashMap<>();
        checkpointDir.ifPresent(folder -> given.put(ModelSettings.CHECKPOINT_DIR, folder));
        keyFile.ifPresent(file -> given.put(ModelSettings.CHECKPOINT_KEY_FILE, file));
        return network.settings(given);
    }

    NetworkSpec network() {
        return NetworkFolder.read(ModelSettings.read(settings()).folder()).spec();
    }

    Versions versions(ClusterOptions cluster) {
        return Versions.of(cluster, settings());
    }

    /** The backbones of its versions. */
    BackbonesOnTopic backbones(ClusterOptions cluster, Versions versions) {
        return new BackbonesOnTopic(versions.topic(), roles(cluster).backbones());
    }

    /** Puts the backbone of the local network on the topic of models, if it stands behind one. */
    void publishBackbone(ClusterOptions cluster, Versions versions) {
        OwnBackbone own = new OwnBackbone(roles(cluster));
        network().backbone().ifPresent(spec -> own.publish(spec, versions.topic()));
    }

    private RoleSettings roles(ClusterOptions cluster) {
        return Roles.of(settings(), cluster.client(), cluster.topics());
    }
}
