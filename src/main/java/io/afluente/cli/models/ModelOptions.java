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
import io.afluente.setting.SigningSetting;
import io.afluente.stream.client.BackbonesOnTopic;
import java.util.HashMap;
import java.util.List;
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
            names = "--" + SigningSetting.SIGNING_KEY_FILE,
            paramLabel = "FILE",
            order = 83,
            description = SigningSetting.SIGNING_KEY_MEANS)
    private Optional<String> signingKey = Optional.empty();

    @Option(
            names = "--" + SigningSetting.TRUSTED_KEY_FILES,
            paramLabel = "FILE",
            split = ",",
            order = 83,
            description = SigningSetting.TRUSTED_KEYS_MEANS)
    private List<String> trustedKeys = List.of();

    @Option(
            names = "--" + SigningSetting.CHECKPOINT_KEY_FILE,
            paramLabel = "FILE",
            order = 83,
            description = SigningSetting.CHECKPOINT_KEY_MEANS)
    private Optional<String> keyFile = Optional.empty();

    Settings settings() {
        Map<String, String> given = new HashMap<>();
        checkpointDir.ifPresent(folder -> given.put(ModelSettings.CHECKPOINT_DIR, folder));
        signingKey.ifPresent(file -> given.put(SigningSetting.SIGNING_KEY_FILE, file));
        if (!trustedKeys.isEmpty()) {
            given.put(SigningSetting.TRUSTED_KEY_FILES, String.join(",", trustedKeys));
        }
        keyFile.ifPresent(file -> given.put(SigningSetting.CHECKPOINT_KEY_FILE, file));
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
