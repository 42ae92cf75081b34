package io.afluente.cli;

import io.afluente.cli.error.ExitCode;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;

/** The front door of the jar: runs a command and ends with its exit code. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(runOrFail(args));
    }

    // Threads of a failed command may still be alive: without an exit the process would stay.
    private static int runOrFail(String[] args) {
        try {
            return run(writer(System.out), writer(System.err), args);
        } catch (Throwable fault) {
            fault.printStackTrace();
            return ExitCode.OUR_FAULT;
        }
    }

    /** Runs a command with the given streams for results and for everything else. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        // numbers also end up in records: they read the same on every machine
        Locale.setDefault(Locale.ROOT);
        Optional<String> unfit = ProcessEnvironment.unfit(args);
        if (unfit.isPresent()) {
            err.println("afluente: " + unfit.get());
            return ExitCode.CALLERS_MISTAKE;
        }
        int code = commandLine().setOut(out).setErr(err).execute(args);
        return code == ExitCode.OK ? codeOfOutput(out, err) : code;
    }

    // whoever asked for results must not believe that these are all
    private static int codeOfOutput(PrintWriter out, PrintWriter err) {
        if (!out.checkError()) {
            return ExitCode.OK;
        }
        err.println("afluente: standard output can't be written to: some of the output is lost");
        return ExitCode.OUR_FAULT;
    }

    /** All commands with their options, ready to be executed or to be asked about. */
    static CommandLine commandLine() {
        var complaints = new ErrorHandler();
        return new CommandLine(new Afluente())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(complaints)
                .setExecutionExceptionHandler(complaints);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}
