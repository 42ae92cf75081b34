package io.afluente.cli.models;

import io.afluente.cli.models.signing.SignatureCheck;
import io.afluente.cli.option.ClusterOptions;
import io.afluente.model.BackboneSpec;
import io.afluente.model.BadNetworkException;
import io.afluente.registry.Catalog;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.CheckpointFolder;
import io.afluente.registry.Manifest;
import io.afluente.registry.Signer;
import io.afluente.registry.Version;
import io.afluente.setting.ModelSettings;
import io.afluente.setting.Settings;
import io.afluente.setting.SigningSetting;
import io.afluente.setting.UserException;
import io.afluente.stream.client.ModelsTopic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Versions by what a caller types: on the topic of models, else as files of a folder. */
final class Versions {
    private final ClusterOptions cluster;
    private final String model;
    private final ModelsTopic topic;
    private final CheckpointFolder folder;
    private final Catalog catalog;
    private final Signer signer;

    private Versions(
            ClusterOptions cluster,
            String model,
            ModelsTopic topic,
            CheckpointFolder folder,
            Signer signer) {
        this.cluster = cluster;
        this.model = model;
        this.topic = topic;
        this.folder = folder;
        this.catalog = topic.catalog();
        this.signer = signer;
    }

    /** Reads the topic of models as it is now. */
    static Versions of(ClusterOptions cluster, Settings settings) {
        ModelSettings model = ModelSettings.read(settings);
        String name = cluster.topics().models();
        cluster.require(name);
        Signer signer = model.signer();
        return new Versions(
                cluster,
                model.name(),
                new ModelsTopic(cluster.client(), cluster.topics(), model.name(), signer),
                new CheckpointFolder(model.checkpoints()),
                signer);
    }

    String model() {
        return model;
    }

    /** What was on the topic when it was read. */
    Catalog catalog() {
        return catalog;
    }

    /** Says what of the topic is signed, by keys that count. */
    SignatureCheck signatures() {
        if (!signer.checks()) {
            throw new UserException(
                    "--signature: whose signatures count? Give --%s"
                            .formatted(SigningSetting.TRUSTED_KEY_FILES));
        }
        ModelsTopic asItIs = new ModelsTopic(cluster.client(), cluster.topics(), model);
        return new SignatureCheck(signer, asItIs.catalog()).run();
    }

    void put(Checkpoint checkpoint) {
        requireStates(checkpoint);
        topic.put(checkpoint);
    }

    /**
     * Makes sure that what only a learner needs of a version can be read and written, if it has
     * any.
     */
    void requireStates(Checkpoint checkpoint) {
        if (checkpoint.lineage().learnerState() != null) {
            cluster.require(cluster.topics().learnerStates());
        }
    }

    ModelsTopic topic() {
        return topic;
    }

    /** A version by its name, or by the beginning of its name where only one on the topic fits. */
    Version resolve(String text) {
        List<String> fitting =
                catalog.manifests().stream()
                        .map(Manifest::version)
                        .filter(version -> version.startsWith(text))
                        .toList();
        if (fitting.size() == 1) {
            return Version.parse(fitting.get(0));
        }
        if (fitting.size() > 1) {
            throw new UserException(text + ": may be " + String.join(" or ", fitting));
        }
        try {
            return Version.parse(text);
        } catch (BadNetworkException e) {
            throw new UserException(
                    "%s: no version of %s on the topic of models begins so; see \"afluente models list\""
                            .formatted(text, model),
                    e);
        }
    }

    Manifest manifest(Version version) {
        return catalog.manifest(version).orElseGet(() -> Manifest.of(checkpoint(version)));
    }

    /** What is known of a version, where there is such a one. */
    Optional<Manifest> known(Version version) {
        return catalog.manifest(version).or(() -> fromFolder(version).map(Manifest::of));
    }

    /**
     * The newest version on the topic.
     *
     * @throws UserException if there is none
     */
    Checkpoint latest() {
        return catalog.manifests().stream()
                .findFirst()
                .map(newest -> checkpoint(Version.parse(newest.version())))
                .orElseThrow(
                        () ->
                                new UserException(
                                        "no version of %s is on the topic of models yet"
                                                .formatted(model)));
    }

    /**
     * A version as a whole.
     *
     * @throws UserException if it is neither on the topic nor in the folder
     */
    Checkpoint checkpoint(Version version) {
        return find(version)
                .orElseThrow(
                        () ->
                                new UserException(
                                        "version %s of %s is neither on the topic of models nor in %s"
                                                .formatted(version, model, folder)));
    }

    /**
     * A version with what only a learner needs.
     *
     * @throws UserException if that is neither on its topic nor in the folder
     */
    Checkpoint whole(Checkpoint checkpoint) {
        if (checkpoint.isWhole()) {
            return checkpoint;
        }
        requireStates(checkpoint);
        return topic.whole(checkpoint)
                .or(() -> fromFolder(checkpoint.version()).filter(Checkpoint::isWhole))
                .orElseThrow(
                        () ->
                                new UserException(
                                        "version %s of %s: its learner's state is neither on the topic %s nor in %s"
                                                .formatted(
                                                        checkpoint.version(),
                                                        model,
                                                        cluster.topics().learnerStates(),
                                                        folder)));
    }

    /**
     * Whether what only a learner needs of a version is on its topic, where there is such a thing.
     */
    boolean isWholeOnTopic(Checkpoint checkpoint) {
        requireStates(checkpoint);
        return topic.whole(checkpoint).isPresent();
    }

    Optional<Checkpoint> find(Version version) {
        return catalog.checkpoint(version).or(() -> fromFolder(version));
    }

    /** What a version stands behind; empty, too, where its bytes are refused or not there. */
    Optional<BackboneSpec> backboneOf(Version version) {
        try {
            return find(version).flatMap(checkpoint -> checkpoint.network().spec().backbone());
        } catch (BadNetworkException e) {
            return Optional.empty();
        }
    }

    private Optional<Checkpoint> fromFolder(Version version) {
        try {
            return folder.read(version);
        } catch (IOException e) {
            throw new UncheckedIOException(folder.file(version) + ": " + e.getMessage(), e);
        }
    }
}
