package io.afluente.cli;

import io.afluente.cli.error.ExitCode;
import io.afluente.cli.output.FishCompletion;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete commands and options. */
@Command(
        name = "completion",
        description =
                "Print a script that has a shell complete commands and options: bash, zsh or fish.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(afluente completion)",
            "  afluente completion > ~/.local/share/bash-completion/completions/afluente",
            "  afluente completion fish > ~/.config/fish/completions/afluente.fish"
        })
final class CompletionCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "SHELL",
            defaultValue = "bash",
            description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private Shell shell;

    /** Whose script it is; picocli's for bash is understood by zsh. */
    enum Shell {
        bash,
        zsh,
        fish
    }

    @Override
    public Integer call() {
        var root = spec.root().commandLine();
        root.getOut()
                .println(
                        shell == Shell.fish
                                ? FishCompletion.of(root.getCommandSpec())
                                : AutoComplete.bash(root.getCommandName(), root));
        return ExitCode.OK;
    }
}
