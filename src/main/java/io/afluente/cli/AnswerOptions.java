package io.afluente.cli;

import io.afluente.cli.produce.Outcomes;
import io.afluente.stream.Topics;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether the answers to what is sent are waited for, and how long. */
final class AnswerOptions {
    @Option(
            names = "--wait",
            description = "Wait for the answers and show them, or why there is none.")
    private boolean given;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            converter = AtLeastOne.class,
            description = "Wait no longer once nothing came for so long. Default: ${DEFAULT-VALUE}")
    private int timeout;

    boolean given() {
        return given;
    }

    Duration patience() {
        return Duration.ofSeconds(timeout);
    }

    /** What becomes of pictures from now on; empty if nobody waits for it. To be closed. */
    Optional<Outcomes> outcomes(ClusterOptions cluster) {
        if (!given) {
            return Optional.empty();
        }
        Topics topics = cluster.topics();
        cluster.require(topics.predictions());
        cluster.require(topics.deadLettersOf(topics.images()));
        return Optional.of(new Outcomes(cluster.client(), topics));
    }
}
