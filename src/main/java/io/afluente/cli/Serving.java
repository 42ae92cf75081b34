package io.afluente.cli;

import io.afluente.model.NetworkSpec;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Version;
import io.afluente.stream.ControlRecords;
import io.afluente.stream.LogEntryReader;
import io.afluente.stream.Promotion;
import io.afluente.stream.RecordSender;
import io.afluente.stream.Topics;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Changes which version serves, and tells so; what is learned from changes on request alone. */
final class Serving {
    /** Far longer than a running learner needs to hear of a pin. */
    private static final Duration WATCH = Duration.ofSeconds(2);

    private final ClusterOptions cluster;
    private final Versions versions;
    private final PrintWriter out;

    Serving(ClusterOptions cluster, Versions versions, PrintWriter out) {
        this.cluster = cluster;
        this.versions = versions;
        this.out = out;
    }

    /**
     * Has a version serve, and the learner go on from it where that is asked for.
     *
     * @param network the local idea of what is learned
     */
    void choose(Checkpoint checkpoint, ContinueOption alsoLearn, Supplier<NetworkSpec> network) {
        Rehearsed.version(checkpoint);
        if (alsoLearn.given()) {
            requireSendable(checkpoint);
            Rehearsed.alike(checkpoint, network.get());
        }
        promote(checkpoint);
        if (alsoLearn.given()) {
            learnFrom(checkpoint);
        }
    }

    /** Has every classifier answer by a version; the learner's own line goes on as it was. */
    void promote(Checkpoint checkpoint) {
        Optional<Version> before = versions.catalog().serving();
        String was = before.map(old -> "; before: " + old).orElse("");
        new Promotion(
                        cluster.client(),
                        cluster.topics(),
                        versions.model(),
                        versions.catalog().signer(),
                        WATCH)
                .promote(
                        checkpoint,
                        () -> {
                            out.printf("%s serves, pinned%s%n", checkpoint.version(), was);
                            out.flush();
                        });
    }

    /** What the learner would refuse is not begun. */
    static void requireSendable(Checkpoint checkpoint) {
        if (checkpoint.bytes().length > LogEntryReader.LARGEST_VERSION) {
            throw new UserError(
                    "--continue: %s has %,d bytes, and an order to the learner brings %,d at most"
                            .formatted(
                                    checkpoint.version(),
                                    checkpoint.bytes().length,
                                    LogEntryReader.LARGEST_VERSION));
        }
    }

    /** Orders the learner to go on from a version, by a record that becomes part of the lineage. */
    private void learnFrom(Checkpoint checkpoint) {
        Topics topics = cluster.topics();
        int largest = topics.file(topics.labeledImages()).maxMessageBytes();
        cluster.require(topics.labeledImages());
        try (RecordSender sender = new RecordSender(cluster.client(), largest)) {
            sender.send(
                    ControlRecords.continueFrom(
                            topics.labeledImages(), versions.whole(checkpoint)));
            sender.flush();
        }
        out.printf(
                "learning goes on from %s, by an order on %s%n",
                checkpoint.version(), topics.labeledImages());
    }
}
