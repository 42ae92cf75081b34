package io.afluente.cli.option;

import io.afluente.image.EnumNames;
import io.afluente.setting.UserException;
import io.afluente.stream.client.TopicReader;
import io.afluente.stream.client.TopicReader.From;
import io.afluente.stream.record.DeadLetter;
import io.afluente.stream.record.RecordPosition;
import io.afluente.stream.topic.Topics;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Which dead letters are meant. */
public final class DlqOptions {
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

    @Option(
            names = "--dlq-topic",
            paramLabel = "TOPIC",
            description = {
                "Dead letters that others wrote, on a topic of theirs such as images.DLT:",
                "Kafka Streams, Kafka Connect, or Spring."
            })
    private Optional<String> others = Optional.empty();

    /** Reads those that are there now, DLQ by DLQ. */
    public void read(ClusterOptions cluster, Consumer<DeadLetter> each) {
        for (String topic : topics(cluster.topics())) {
            cluster.require(topic);
            try (TopicReader reader = new TopicReader(cluster.client(), topic, From.BEGINNING)) {
                reader.readToEnd(record -> each.accept(new DeadLetter(record)));
            }
        }
    }

    private List<String> topics(Topics topics) {
        if (of.isPresent() && others.isPresent()) {
            throw new UserException("give either --of or --dlq-topic");
        }
        return others.map(List::of)
                .orElseGet(
                        () ->
                                of.map(Stream::of)
                                        .orElse(Stream.of(Input.values()))
                                        .map(input -> input.deadLetters(topics))
                                        .toList());
    }

    /** The one that lies there. */
    public static DeadLetter find(ClusterOptions cluster, RecordPosition position) {
        cluster.require(position.topic());
        try (TopicReader reader =
                new TopicReader(cluster.client(), position.topic(), From.BEGINNING)) {
            return reader.last(record -> new DeadLetter(record).position().equals(position))
                    .map(DeadLetter::new)
                    .orElseThrow(
                            () ->
                                    new UserException(
                                            position
                                                    + ": there is no such record; see \"afluente dlq"
                                                    + " list\""));
        }
    }
}
