package io.afluente.cli.option;

import io.afluente.image.data.Dataset;
import io.afluente.image.data.Split;
import io.afluente.model.Engine;
import io.afluente.train.ClassEvaluation;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a network in training is measured on: pictures kept from training, or the test half. */
public final class EvaluationOptions {
    @Option(
            names = "--validation",
            paramLabel = "N",
            converter = AtLeastOne.class,
            description =
                    "Keep the last N pictures of the training half from training, and measure on"
                            + " them after each epoch.")
    private Optional<Integer> validation;

    @Option(
            names = "--test",
            description = "Measure on the test half after each epoch. Not for choosing settings.")
    private boolean test;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** The training half without what is kept from training; refuses options that won't do. */
    public Dataset without(Dataset all) {
        if (validation.isPresent() && test) {
            throw wrong("--test: choose either --validation or --test");
        }
        if (validation.orElse(0) >= all.size()) {
            throw wrong(
                    "--validation: must be less than the %,d pictures there are"
                            .formatted(all.size()));
        }
        return all.part(0, all.size() - validation.orElse(0));
    }

    /** What is measured on; empty if nothing is. */
    public Optional<ClassEvaluation> exam(Dataset all, Engine engine, DataHalves data)
            throws IOException {
        if (test) {
            return Optional.of(new ClassEvaluation("test", data.open(Split.TEST), engine));
        }
        return validation.map(
                n ->
                        new ClassEvaluation(
                                "validation", all.part(all.size() - n, all.size()), engine));
    }

    private ParameterException wrong(String what) {
        return new ParameterException(command.commandLine(), what);
    }
}
