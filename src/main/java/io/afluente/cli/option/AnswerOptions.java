package io.afluente.cli.option;

import io.afluente.produce.SendResults;
import io.afluente.stream.topic.Topics;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether the answers to what is sent are waited for, and how long. */
public final class AnswerOptions {
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

    public boolean given() {
        return given;
    }

    public Duration patience() {
        return Duration.ofSeconds(timeout);
    }

    /** What becomes of pictures from now on; empty if nobody waits for it. To be closed. */
    public Optional<SendResults> outcomes(ClusterOptions cluster) {
        if (!given) {
            return Optional.empty();
        }
        Topics topics = cluster.topics();
        cluster.require(topics.predictions());
        cluster.require(topics.deadLettersOf(topics.images()));
        return Optional.of(new SendResults(cluster.client(), topics));
    }
}
