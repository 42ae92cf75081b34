package io.afluente.cli.models;

import io.afluente.cli.option.ClusterOptions;
import io.afluente.cli.option.ContinueOption;
import io.afluente.model.NetworkSpec;
import io.afluente.registry.Author;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Version;
import io.afluente.setting.UserException;
import io.afluente.stream.client.Promotion;
import io.afluente.stream.client.RecordSender;
import io.afluente.stream.record.ControlRecords;
import io.afluente.stream.record.LogEntryReader;
import io.afluente.stream.topic.Topics;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Changes which versions answer, and tells so; what is learned from changes on request alone. */
final class Serving {
    private final ClusterOptions cluster;
    private final Versions versions;
    private final PrintWriter out;
    private final Author author;

    /**
     * @param author stands on the pointers that are changed
     */
    Serving(ClusterOptions cluster, Versions versions, PrintWriter out, Author author) {
        this.cluster = cluster;
        this.versions = versions;
        this.out = out;
        this.author = author;
    }

    /**
     * Has a version serve, and the learner go on from it where that is asked for.
     *
     * @param network the local idea of what is learned
     */
    void choose(Checkpoint checkpoint, ContinueOption alsoLearn, Supplier<NetworkSpec> network) {
        Rehearsed.version(checkpoint);
        if (alsoLearn.given()) {
            requireSendable(checkpoint.version(), checkpoint.fileBytes());
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
        promotion(checkpoint)
                .promote(checkpoint, () -> say("%s serves, pinned%s%n", checkpoint.version(), was));
    }

    void shadow(Checkpoint checkpoint) {
        promotion(checkpoint)
                .shadow(checkpoint, () -> say("%s answers in the shadow%n", checkpoint.version()));
    }

    void challenge(Checkpoint checkpoint, double share) {
        promotion(checkpoint)
                .challenge(
                        checkpoint,
                        share,
                        () ->
                                say(
                                        "%s answers %.1f %% of the keys%n",
                                        checkpoint.version(), 100 * share));
    }

    private Promotion promotion(Checkpoint checkpoint) {
        versions.requireStates(checkpoint);
        return new Promotion(versions.topic().by(author));
    }

    /** At once: what is said is done, and the watch over it goes on. */
    private void say(String line, Object... values) {
        out.printf(Locale.ROOT, line, values);
        out.flush();
    }

    /** What the learner would refuse is not begun. */
    static void requireSendable(Version version, long bytes) {
        if (bytes > LogEntryReader.MAX_VERSION) {
            throw new UserException(
                    "--continue: %s has %,d bytes, and an order to the learner brings %,d at most"
                            .formatted(version, bytes, LogEntryReader.MAX_VERSION));
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
