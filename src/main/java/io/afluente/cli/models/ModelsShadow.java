package io.afluente.cli.models;

import io.afluente.cli.error.ExitCode;
import io.afluente.cli.option.ClusterOptions;
import io.afluente.cli.option.ReasonOption;
import io.afluente.registry.Author;
import io.afluente.registry.Checkpoint;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Chooses the version that answers in the shadow of the one that serves. */
@Command(
        name = "shadow",
        description = {
            "Have the role \"shadow\" answer every image by a version, too, to be compared.",
            "Nobody is served by these answers: they go to the topic predictions-shadow."
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  afluente models shadow 000047", "  afluente models shadow --off"})
final class ModelsShadow implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private ClusterOptions cluster;
    @Mixin private ModelOptions model;
    @Mixin private ReasonOption reason;
    @Mixin private VersionOrOff which;

    @Override
    public Integer call() {
        Optional<String> name = which.name("Give a VERSION, or --off");
        Versions versions = model.versions(cluster);
        Author author = reason.author(cluster, "shadow");
        PrintWriter out = spec.commandLine().getOut();
        if (name.isEmpty()) {
            versions.topic().by(author).endShadow();
            out.println("no version answers in the shadow");
        } else {
            Checkpoint version =
                    Rehearsed.version(versions.checkpoint(versions.resolve(name.get())));
            new Serving(cluster, versions, out, author).shadow(version);
        }
        return ExitCode.OK;
    }
}
