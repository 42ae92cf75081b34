package io.afluente.cli;

import io.afluente.cli.error.ExitCode;
import io.afluente.cli.option.ClusterOptions;
import io.afluente.cli.option.NetworkOptions;
import io.afluente.cli.option.RecordPositionConverter;
import io.afluente.setting.FormatSettings;
import io.afluente.setting.UserException;
import io.afluente.stream.client.RecordSender;
import io.afluente.stream.client.TopicReader;
import io.afluente.stream.client.TopicReader.From;
import io.afluente.stream.record.FeedbackCodec;
import io.afluente.stream.record.PredictionCodec;
import io.afluente.stream.record.RecordPosition;
import io.afluente.stream.topic.Topics;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says afterwards what a picture was. */
@Command(
        name = "label",
        description = "Say what a picture really was, by its id, so that the network learns it.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  afluente label test-000123 7",
            "  afluente label test-000123 7 --source images-2-4711"
        })
final class LabelCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private NetworkOptions network;
    @Mixin private ClusterOptions cluster;

    @Parameters(index = "0", paramLabel = "ID", description = "The picture's id.")
    private String id;

    @Parameters(
            index = "1",
            paramLabel = "LABEL",
            description = "The right label: its name, or its index from 0.")
    private String name;

    @Option(
            names = "--source",
            paramLabel = "PLACE",
            converter = RecordPositionConverter.class,
            description =
                    "Where the picture lies, as \"consume\" shows it."
                            + " Default: looked up in the predictions, the latest of this id")
    private Optional<RecordPosition> source;

    @Override
    public Integer call() {
        int label = network.labels(cluster).index(name);
        Topics topics = cluster.topics();
        cluster.require(topics.feedback());
        RecordPosition position = source.orElseGet(this::lookUp);
        FormatSettings.prepare(topics, topics.feedback(), "feedback");
        int largest = topics.file(topics.feedback()).maxMessageBytes();
        try (RecordSender sender = new RecordSender(cluster.client(), largest)) {
            requirePartition(position, sender.partitionsOf(topics.feedback()));
            sender.send(
                    new FeedbackCodec(topics.formats())
                            .record(topics.feedback(), id, label, position));
            sender.flush();
        }
        spec.commandLine().getOut().printf("%s (%s) is %d%n", id, position, label);
        return ExitCode.OK;
    }

    private static void requirePartition(RecordPosition position, int partitions) {
        if (position.partition() >= partitions) {
            throw new UserException(
                    "%s: no picture lies there; partitions are 0 to %d"
                            .formatted(position, partitions - 1));
        }
    }

    private RecordPosition lookUp() {
        String topic = cluster.topics().predictions();
        cluster.require(topic);
        PredictionCodec predictions = new PredictionCodec(cluster.topics().formats());
        try (TopicReader reader = new TopicReader(cluster.client(), topic, From.BEGINNING)) {
            return reader.last(record -> predictions.read(record).id().equals(id))
                    .map(record -> predictions.read(record).source())
                    .orElseThrow(
                            () ->
                                    new UserException(
                                            topic
                                                    + ": has no prediction of \""
                                                    + id
                                                    + "\"; --source says where it lies"));
        }
    }
}
