package io.afluente.cli.models;

import io.afluente.cli.error.ExitCode;
import io.afluente.cli.models.folder.ModelsImport;
import io.afluente.cli.models.folder.ModelsNew;
import io.afluente.cli.option.ClusterOptions;
import io.afluente.cli.option.CommandGroup;
import io.afluente.model.BackboneSpec;
import io.afluente.model.BadNetworkException;
import io.afluente.model.NetworkSpec;
import io.afluente.model.dl4j.AddedLabels;
import io.afluente.model.onnx.OnnxExport;
import io.afluente.registry.Catalog;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Manifest;
import io.afluente.setting.UserException;
import io.afluente.stream.client.BackbonesOnTopic;
import io.afluente.stream.client.RecordSender;
import io.afluente.stream.record.ControlRecords;
import io.afluente.stream.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks after the versions of a network: which there are, which serves, and whether it is true. */
@Command(
        name = "models",
        description =
                "Make networks, list versions, choose the one that serves, rebuild and verify them.",
        sortOptions = false,
        subcommands = {
            ModelsImport.class,
            ModelsNew.class,
            ModelsPromote.class,
            ModelsRollback.class,
            ModelsUnpin.class,
            ModelsShadow.class,
            ModelsChallenge.class,
            ModelsCompare.class,
            ModelsRebuild.class,
            ModelsVerify.class
        },
        footerHeading = "%nExamples:%n",
        footer = {"  afluente models list", "  afluente models rollback"})
public final class ModelsCommand extends CommandGroup {
    /** What a file of a version can be. */
    enum Format {
        dl4j,
        onnx
    }

    private static final String JSON = "Write JSON, an object a line.";

    @Command(
            description =
                    "List the versions on the topic of models, the newest first, and what each changed.",
            sortOptions = false,
            footerHeading = "%nExamples:%n",
            footer = {"  afluente models list", "  afluente models list --model cifar10 --json"})
    int list(
            @Mixin ClusterOptions cluster,
            @Mixin ModelOptions model,
            @Option(names = "--json", description = JSON) boolean json) {
        Catalog catalog = model.versions(cluster).catalog();
        ModelLines lines = new ModelLines(out(), catalog);
        catalog.manifests().forEach(json ? lines::json : lines::entry);
        if (!json) {
            lines.count();
        }
        return ExitCode.OK;
    }

    @Command(
            description = "Show where a version comes from.",
            sortOptions = false,
            footerHeading = "%nExamples:%n",
            footer = {"  afluente models show 000047", "  afluente models show 000047 --json"})
    int show(
            @Mixin ClusterOptions cluster,
            @Mixin ModelOptions model,
            @Mixin VersionName name,
            @Option(names = "--json", description = JSON) boolean json) {
        Versions versions = model.versions(cluster);
        Manifest manifest = versions.manifest(name.in(versions));
        ModelLines lines = new ModelLines(out(), versions.catalog());
        if (json) {
            lines.json(manifest);
        } else {
            lines.details(manifest);
        }
        return ExitCode.OK;
    }

    @Command(
            description = {
                "Put a network on the topic of models: a checkpoint's file, or one of DL4J's own.",
                "It serves once it is promoted."
            },
            sortOptions = false,
            footerHeading = "%nExamples:%n",
            footer = {
                "  afluente models publish 000047-1f0c9a7b33e2.zip",
                "  afluente models publish trained.zip --promote"
            })
    int publish(
            @Mixin ClusterOptions cluster,
            @Mixin ModelOptions model,
            @Parameters(paramLabel = "FILE", description = "The network.") Path file,
            @Option(names = "--promote", description = "Have it serve, too.") boolean promote) {
        Versions versions = model.versions(cluster);
        Checkpoint checkpoint = new CheckpointFile(file, model.network()).read(versions.catalog());
        model.publishBackbone(cluster, versions);
        versions.put(checkpoint);
        out().println(checkpoint.version() + " is on the topic " + cluster.topics().models());
        if (promote) {
            new Serving(cluster, versions, out()).promote(checkpoint);
        } else if (versions.catalog().serving().isEmpty()) {
            out().println(
                            "no version of %s serves yet; \"afluente models promote %s\" has this one serve"
                                    .formatted(versions.model(), checkpoint.version()));
        }
        return ExitCode.OK;
    }

    @Command(
            description = "Write a version to a file.",
            sortOptions = false,
            footerHeading = "%nExample:%n",
            footer = {
                "  afluente models export 000047 --output mnist.zip",
                "  afluente models export 000047 --format onnx --output mnist.onnx"
            })
    int export(
            @Mixin ClusterOptions cluster,
            @Mixin ModelOptions model,
            @Mixin VersionName name,
            @Option(
                            names = "--output",
                            required = true,
                            paramLabel = "FILE",
                            description = "The file to write.")
                    Path file,
            @Option(
                            names = "--format",
                            paramLabel = "dl4j|onnx",
                            defaultValue = "dl4j",
                            description =
                                    "What to write: the checkpoint as it is, which DL4J opens,"
                                            + " or the network alone. Default: ${DEFAULT-VALUE}")
                    Format format,
            @Option(
                            names = "--backbone",
                            paramLabel = "FILE",
                            description =
                                    "Where to write the backbone that the version stands behind."
                                            + " --output has what learns and its hash, not the"
                                            + " backbone itself.")
                    Optional<Path> backbone)
            throws IOException {
        Versions versions = model.versions(cluster);
        Checkpoint checkpoint = versions.checkpoint(name.in(versions));
        Files.write(
                file,
                format == Format.dl4j
                        ? versions.whole(checkpoint).file()
                        : OnnxExport.bytes(checkpoint.network()));
        out().println(checkpoint.version() + " is in " + file);
        Optional<BackboneSpec> before = checkpoint.network().spec().backbone();
        if (before.isPresent()) {
            exportBackbone(before.get(), model.backbones(cluster, versions), backbone);
        }
        return ExitCode.OK;
    }

    @Command(
            name = "add-label",
            description = {
                "Have the learner tell one label more apart, while it runs.",
                "An order on the topic of labelled images, and so a part of the log: the learner makes"
                        + " a version that knows the label, and classifiers go on with that. A label"
                        + " that is there already is not added again, and none is ever taken away."
            },
            sortOptions = false,
            footerHeading = "%nExample:%n",
            footer = "  afluente models add-label --model flowers daisy rose")
    int addLabel(
            @Mixin ClusterOptions cluster,
            @Mixin ModelOptions model,
            @Parameters(
                            arity = "1..*",
                            paramLabel = "LABEL",
                            description = "What it is called; its number is the next.")
                    List<String> labels) {
        Versions versions = model.versions(cluster);
        NetworkSpec network = versions.latest().network().spec();
        try {
            for (String label : labels) {
                network =
                        network.labels().contains(label)
                                ? network
                                : AddedLabels.with(network, label);
            }
        } catch (BadNetworkException e) {
            throw new UserException(e.getMessage(), e);
        }
        Topics topics = cluster.topics();
        cluster.require(topics.labeledImages());
        try (RecordSender sender =
                new RecordSender(
                        cluster.client(), topics.file(topics.labeledImages()).maxMessageBytes())) {
            labels.forEach(
                    label -> sender.send(ControlRecords.addLabel(topics.labeledImages(), label)));
            sender.flush();
        }
        for (String label : labels) {
            out().printf(
                            "\"%s\" is label %d of %s once the learner has read the order%n",
                            label, network.labels().indexOf(label), versions.model());
        }
        return ExitCode.OK;
    }

    private void exportBackbone(
            BackboneSpec before, BackbonesOnTopic backbones, Optional<Path> file)
            throws IOException {
        if (file.isEmpty()) {
            out().println(
                            "it stands behind backbone "
                                    + before.sha256()
                                    + ", which --backbone writes");
            return;
        }
        Files.copy(backbones.file(before), file.get(), StandardCopyOption.REPLACE_EXISTING);
        out().println("its backbone " + before.sha256() + " is in " + file.get());
    }
}
