package io.afluente.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/**
 * A command that has run in this process, with all that it said.
 *
 * @param exitCode as the process would end with
 * @param out what went to standard output
 * @param err what went to standard error
 */
public record CommandRun(int exitCode, String out, String err) {
    /** Runs a command line. */
    public static CommandRun of(String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode = Main.run(new PrintWriter(out), new PrintWriter(err), args);
        return new CommandRun(exitCode, out.toString(), err.toString());
    }

    /** The lines of standard output. */
    public List<String> lines() {
        return out.lines().toList();
    }
}
