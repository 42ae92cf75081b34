package io.afluente.cli.models;

import io.afluente.cli.error.ExitCode;
import io.afluente.cli.models.folder.ModelsImport;
import io.afluente.cli.models.folder.ModelsNew;
import io.afluente.cli.models.signing.ModelsKeygen;
import io.afluente.cli.option.ClusterOptions;
import io.afluente.cli.option.CommandGroup;
import io.afluente.cli.option.ReasonOption;
import io.afluente.registry.Catalog;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Manifest;
import io.afluente.registry.Version;
import java.nio.file.Path;
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
            ModelsAddLabel.class,
            ModelsExport.class,
            ModelsPromote.class,
            ModelsRollback.class,
            ModelsUnpin.class,
            ModelsShadow.class,
            ModelsChallenge.class,
            ModelsCompare.class,
            ModelsRebuild.class,
            ModelsVerify.class,
            ModelsKeygen.class
        },
        footerHeading = "%nExamples:%n",
        footer = {"  afluente models list", "  afluente models rollback"})
public final class ModelsCommand extends CommandGroup {
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
        Version version = name.in(versions);
        Manifest manifest = versions.manifest(version);
        ModelLines lines = new ModelLines(out(), versions.catalog());
        if (json) {
            lines.json(manifest);
        } else {
            lines.details(manifest);
            versions.backboneOf(version).ifPresent(lines::backbone);
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
            @Option(names = "--promote", description = "Have it serve, too.") boolean promote,
            @Mixin ReasonOption reason) {
        Versions versions = model.versions(cluster);
        Checkpoint checkpoint = new CheckpointFile(file, model.network()).read(versions.catalog());
        model.publishBackbone(cluster, versions);
        versions.put(checkpoint);
        out().println(checkpoint.version() + " is on the topic " + cluster.topics().models());
        if (promote) {
            new Serving(cluster, versions, out(), reason.author(cluster, "promote"))
                    .promote(checkpoint);
        } else if (versions.catalog().serving().isEmpty()) {
            out().println(
                            "no version of %s serves yet; \"afluente models promote %s\" has this one serve"
                                    .formatted(versions.model(), checkpoint.version()));
        }
        return ExitCode.OK;
    }
}
