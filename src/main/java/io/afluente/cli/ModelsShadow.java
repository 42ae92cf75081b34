package io.afluente.cli;

import io.afluente.registry.Checkpoint;
import io.afluente.registry.Version;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
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

    @Parameters(
            arity = "0..1",
            paramLabel = "VERSION",
            description = "The version, or as much of its beginning as no other one shares.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--off", description = "Have none, from now on.")
    private boolean off;

    @Override
    public Integer call() {
        if (off == name.isPresent()) {
            throw new ParameterException(spec.commandLine(), "Give a VERSION, or --off");
        }
        Versions versions = model.versions(cluster);
        PrintWriter out = spec.commandLine().getOut();
        if (off) {
            versions.topic().endShadow();
            out.println("no version answers in the shadow");
        } else {
            Version version = versions.resolve(name.get());
            Checkpoint checkpoint = versions.checkpoint(version);
            if (versions.catalog().checkpoint(version).isEmpty()) {
                versions.topic().put(checkpoint);
            }
            versions.topic().shadow(version);
            out.println(version + " answers in the shadow");
        }
        return ExitCode.OK;
    }
}
