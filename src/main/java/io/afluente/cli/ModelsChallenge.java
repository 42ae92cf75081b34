package io.afluente.cli;

import io.afluente.registry.Checkpoint;
import io.afluente.registry.Version;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
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
    @Spec private CommandSpec spec;
    @Mixin private ClusterOptions cluster;
    @Mixin private ModelOptions model;

    @Parameters(
            arity = "0..1",
            paramLabel = "VERSION",
            description = "The version, or as much of its beginning as no other one shares.")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--share",
            paramLabel = "SHARE",
            description = "Of the keys, above 0 and up to 1. Default: 0.1")
    private Optional<Double> share;

    @Option(names = "--off", description = "Have the version that serves answer all of them.")
    private boolean off;

    @Override
    public Integer call() {
        check();
        Versions versions = model.versions(cluster);
        PrintWriter out = spec.commandLine().getOut();
        if (off) {
            versions.topic().endChallenge();
            out.println("the version that serves answers all images");
        } else {
            challenge(versions, out);
        }
        return ExitCode.OK;
    }

    private void challenge(Versions versions, PrintWriter out) {
        Version version = versions.resolve(name.orElseThrow());
        Checkpoint checkpoint = versions.checkpoint(version);
        if (versions.catalog().checkpoint(version).isEmpty()) {
            versions.topic().put(checkpoint);
        }
        versions.topic().challenge(version, share.orElse(0.1));
        out.printf(
                Locale.ROOT, "%s answers %.1f %% of the keys%n", version, 100 * share.orElse(0.1));
    }

    private void check() {
        if (off == name.isPresent() || (off && share.isPresent())) {
            throw wrong("Give a VERSION with its --share, or --off");
        }
        if (!share.map(s -> s > 0 && s <= 1).orElse(true)) {
            throw wrong("--share: above 0 and up to 1, not " + share.get());
        }
    }

    private ParameterException wrong(String what) {
        return new ParameterException(spec.commandLine(), what);
    }
}
