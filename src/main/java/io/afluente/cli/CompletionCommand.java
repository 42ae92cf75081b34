package io.afluente.cli;

import io.afluente.cli.error.ExitCode;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete commands and options. */
@Command(
        name = "completion",
        description = "Print a script that has bash complete commands and options.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(afluente completion)",
            "  afluente completion > ~/.local/share/bash-completion/completions/afluente"
        })
final class CompletionCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        var root = spec.root().commandLine();
        root.getOut().println(AutoComplete.bash(root.getCommandName(), root));
        return ExitCode.OK;
    }
}
