package io.afluente.cli.option;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that does nothing but have commands below it. */
public abstract class CommandGroup implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public final void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }

    /** Its description, to find what stands on the command line. */
    public final CommandSpec spec() {
        return spec;
    }

    /** Where words go that are no result. */
    public final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    public final PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
