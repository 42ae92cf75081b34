package io.afluente.cli;

import picocli.CommandLine.Option;

/** Whether a version is to be learned on from, too. */
final class ContinueOption {
    @Option(
            names = "--continue",
            description =
                    "Have the learner go on from it, too. Without this the learner's own line goes"
                            + " on as it was.")
    private boolean given;

    boolean given() {
        return given;
    }
}
