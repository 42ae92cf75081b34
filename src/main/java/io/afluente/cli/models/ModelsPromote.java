package io.afluente.cli.models;

import io.afluente.cli.error.ExitCode;
import io.afluente.cli.option.ClusterOptions;
import io.afluente.cli.option.ContinueOption;
import io.afluente.cli.option.ReasonOption;
import io.afluente.registry.Checkpoint;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Has a version serve. */
@Command(
        name = "promote",
        description = {
            "Have every running classifier answer by a version, from now on.",
            "The learner goes on learning and makes checkpoints, but they don't serve until"
                    + " \"models unpin\"."
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  afluente models promote 000047-1f0c9a7b33e2",
            "  afluente models promote 000047 --continue --reason new-camera"
        })
final class ModelsPromote implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private ClusterOptions cluster;
    @Mixin private ModelOptions model;
    @Mixin private ReasonOption reason;
    @Mixin private VersionName name;
    @Mixin private ContinueOption alsoLearn;

    @Override
    public Integer call() {
        Versions versions = model.versions(cluster);
        Checkpoint checkpoint = versions.checkpoint(name.in(versions));
        new Serving(
                        cluster,
                        versions,
                        spec.commandLine().getOut(),
                        reason.author(cluster, "promote"))
                .choose(checkpoint, alsoLearn, model::network);
        return ExitCode.OK;
    }
}
