package io.afluente.cli;

import io.afluente.image.EnumNames;
import io.afluente.stream.DeadLetter;
import io.afluente.stream.RecordPosition;
import io.afluente.stream.TopicReader;
import io.afluente.stream.TopicReader.From;
import io.afluente.stream.Topics;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** Which dead letters are meant. */
final class DlqOptions {
    /** Topics whose records may end in a DLQ. */
    enum Input {
        IMAGES,
        LABELED_IMAGES,
        FEEDBACK;

        @Override
        public String toString() {
            return EnumNames.of(this);
        }

        String deadLetters(Topics topics) {
            return topics.deadLettersOf(topics.named(toString()));
        }
    }

    @Option(
            names = "--of",
            paramLabel = "TOPIC",
            description = "Dead letters of one of ${COMPLETION-CANDIDATES} only.")
    private Optional<Input> of = Optional.empty();

    /** Reads those that are there now, DLQ by DLQ. */
    void read(ClusterOptions cluster, Consumer<DeadLetter> each) {
        for (Input input : of.map(List::of).orElse(List.of(Input.values()))) {
            String topic = input.deadLetters(cluster.topics());
            cluster.require(topic);
            try (TopicReader reader = new TopicReader(cluster.client(), topic, From.BEGINNING)) {
                reader.readToEnd(record -> each.accept(new DeadLetter(record)));
            }
        }
    }

    /** The one that lies there. */
    static DeadLetter find(ClusterOptions cluster, RecordPosition position) {
        cluster.require(position.topic());
        try (TopicReader reader =
                new TopicReader(cluster.client(), position.topic(), From.BEGINNING)) {
            return reader.last(record -> new DeadLetter(record).position().equals(position))
                    .map(DeadLetter::new)
                    .orElseThrow(
                            () ->
                                    new UserError(
                                            position
                                                    + ": there is no such record; see \"afluente dlq"
                                                    + " list\""));
        }
    }
}
