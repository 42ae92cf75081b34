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

/** Goes back to the version before the one that serves. */
@Command(
        name = "rollback",
        description = {
            "Have every running classifier answer by the version before the one that serves now.",
            "What the gate held back is passed over."
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  afluente models rollback", "  afluente models rollback --continue"})
final class ModelsRollback implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private ClusterOptions cluster;
    @Mixin private ModelOptions model;
    @Mixin private ReasonOption reason;
    @Mixin private ContinueOption alsoLearn;

    @Override
    public Integer call() {
        Versions versions = model.versions(cluster);
        Checkpoint checkpoint = versions.checkpoint(new Predecessor(versions).ofServing());
        new Serving(
                        cluster,
                        versions,
                        spec.commandLine().getOut(),
                        reason.author(cluster, "rollback"))
                .choose(checkpoint, alsoLearn, model::network);
        return ExitCode.OK;
    }
}
