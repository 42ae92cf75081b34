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
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Chooses the version that answers a share of the images in place of the one that serves. */
@Command(
        name = "challenge",
        description = {
            "Have a version answer a share of the images in place of the one that serves.",
            "Which images follows from their keys: one key is always answered by the same of both,"
                    + " and a larger share takes more keys and lets none go. Each prediction names"
                    + " the version that gave it."
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  afluente models challenge 000047 --share 0.1",
            "  afluente models challenge --off"
        })
final class ModelsChallenge implements Callable<Integer> {
    private static final String WANTED = "Give a VERSION with its --share, or --off";

    @Spec private CommandSpec spec;
    @Mixin private ClusterOptions cluster;
    @Mixin private ModelOptions model;
    @Mixin private ReasonOption reason;
    @Mixin private VersionOrOff which;

    @Option(
            names = "--share",
            paramLabel = "SHARE",
            description = "Of the keys, above 0 and up to 1. Default: 0.1")
    private Optional<Double> share = Optional.empty();

    @Override
    public Integer call() {
        Optional<String> name = which.name(WANTED);
        check(name);
        Versions versions = model.versions(cluster);
        Author author = reason.author(cluster, "challenge");
        PrintWriter out = spec.commandLine().getOut();
        if (name.isEmpty()) {
            versions.topic().by(author).endChallenge();
            out.println("the version that serves answers all images");
        } else {
            Checkpoint version =
                    Rehearsed.version(versions.checkpoint(versions.resolve(name.get())));
            new Serving(cluster, versions, out, author).challenge(version, share.orElse(0.1));
        }
        return ExitCode.OK;
    }

    private void check(Optional<String> name) {
        if (name.isEmpty() && share.isPresent()) {
            throw wrong(WANTED);
        }
        if (!share.map(s -> s > 0 && s <= 1).orElse(true)) {
            throw wrong("--share: above 0 and up to 1, not " + share.get());
        }
    }

    private ParameterException wrong(String what) {
        return new ParameterException(spec.commandLine(), what);
    }
}
