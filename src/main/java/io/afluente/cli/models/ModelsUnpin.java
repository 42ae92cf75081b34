package io.afluente.cli.models;

import io.afluente.cli.error.ExitCode;
import io.afluente.cli.option.ClusterOptions;
import io.afluente.cli.option.ReasonOption;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lets the learner decide again what serves. */
@Command(
        name = "unpin",
        description = {"Have every running classifier answer by what the learner puts forward."},
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  afluente models unpin"})
final class ModelsUnpin implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private ClusterOptions cluster;
    @Mixin private ModelOptions model;
    @Mixin private ReasonOption reason;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Versions versions = model.versions(cluster);
        if (versions.catalog().pin().isEmpty()) {
            out.println("no version was pinned");
            return ExitCode.OK;
        }
        versions.topic().by(reason.author(cluster, "unpin")).unpin();
        out.println(
                versions.catalog()
                        .candidate()
                        .map(version -> version + " serves, the learner's candidate")
                        .orElse("nothing serves until the learner has a candidate"));
        return ExitCode.OK;
    }
}
