package io.afluente.cli.models;

import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which version is to answer beside the one that serves, or that none is any more. */
final class VersionOrOff {
    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "VERSION",
            description = "The version, or as much of its beginning as no other one shares.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--off", description = "Have none, from now on.")
    private boolean off;

    /**
     * The version by its name; empty where there is to be none.
     *
     * @param wanted what a mistake is answered by
     * @throws ParameterException if both are given, or neither
     */
    Optional<String> name(String wanted) {
        if (off == name.isPresent()) {
            throw new ParameterException(spec.commandLine(), wanted);
        }
        return name;
    }
}
