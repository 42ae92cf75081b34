package io.afluente.cli.option;

import picocli.CommandLine.Option;

/** Whether a version is to be learned on from, too. */
public final class ContinueOption {
    @Option(
            names = "--continue",
            description =
                    "Have the learner go on from it, too. Without this the learner's own line goes"
                            + " on as it was.")
    private boolean given;

    public boolean given() {
        return given;
    }
}
