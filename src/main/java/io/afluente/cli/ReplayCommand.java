package io.afluente.cli;

import io.afluente.cli.error.ExitCode;
import io.afluente.cli.option.AtLeastOne;
import io.afluente.cli.option.ClusterOptions;
import io.afluente.cli.option.DataHalves;
import io.afluente.cli.option.DataOptions;
import io.afluente.cli.option.KnownLabels;
import io.afluente.cli.option.NetworkOptions;
import io.afluente.cli.option.PlayOptions;
import io.afluente.cli.output.CommandProgress;
import io.afluente.image.EnumNames;
import io.afluente.image.data.Dataset;
import io.afluente.image.data.Split;
import io.afluente.learn.example.Control;
import io.afluente.model.file.ModelCard;
import io.afluente.replay.Pace;
import io.afluente.replay.Replay;
import io.afluente.setting.UserException;
import io.afluente.stream.client.RecordSender;
import io.afluente.stream.record.ControlRecords;
import io.afluente.stream.record.ImageRecords;
import io.afluente.stream.record.ImageRecords.Format;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Plays a data set into the topics. */
@Command(
        name = "replay",
        description =
                "Send MNIST, or any folder of IDX files or of pictures sorted by label, as a stream"
                        + " of images.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  afluente replay --to labeled-images",
            "  afluente replay --split test --rate 500 --repeat 10",
            "  afluente replay --data cifar10-idx --shuffle-seed 7 --format png",
            "  afluente replay --to labeled-images --drift labels --drift-from 30000"
        })
final class ReplayCommand implements Callable<Integer> {
    enum Target {
        IMAGES,
        LABELED_IMAGES;

        @Override
        public String toString() {
            return EnumNames.of(this);
        }
    }

    @Spec private CommandSpec spec;
    @Mixin private DataOptions data;
    @Mixin private ClusterOptions cluster;
    @Mixin private NetworkOptions network;

    @Option(
            names = "--split",
            paramLabel = "train|test",
            defaultValue = "train",
            description = "Half of the data set. Default: ${DEFAULT-VALUE}")
    private Split split;

    @Option(
            names = "--to",
            paramLabel = "TOPIC",
            description =
                    "One of ${COMPLETION-CANDIDATES}."
                            + " Default: images for test, labeled-images for train")
    private Optional<Target> target;

    @Mixin private PlayOptions play;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            defaultValue = "1",
            converter = AtLeastOne.class,
            description = "Send them N times; ids stay the same. Default: ${DEFAULT-VALUE}")
    private int repeat;

    @Option(
            names = "--rate",
            paramLabel = "N",
            converter = AtLeastOne.class,
            description = "Send N images a second. Default: as fast as the broker takes them")
    private Optional<Integer> rate;

    @Option(
            names = "--format",
            paramLabel = "raw|png|json",
            defaultValue = "raw",
            description = "How a picture is written. Default: ${DEFAULT-VALUE}")
    private Format format;

    @Option(
            names = "--checkpoint",
            description = "Let the learner close its last mini-batch and make a checkpoint.")
    private boolean checkpoint;

    @Override
    public Integer call() throws IOException {
        if (checkpoint && !labeled()) {
            throw new ParameterException(
                    spec.commandLine(), "--checkpoint: goes with --to labeled-images");
        }
        ModelCard card = network.card();
        KnownLabels known = network.labels(cluster);
        DataHalves halves = data.of(card.pictures(), known::index, spec.commandLine().getErr());
        Dataset examples = play.limited(halves.open(split));
        if (labeled()) {
            requireKnownLabels(examples, known);
        }
        Replay replay =
                play.replay(
                        examples,
                        repeat,
                        rate.map(Pace::of).orElseGet(Pace::unlimited),
                        Optional.empty());
        String topic = labeled() ? cluster.topics().labeledImages() : cluster.topics().images();
        cluster.require(topic);
        long start = System.nanoTime();
        long sent = send(replay, topic);
        report(sent, topic, (System.nanoTime() - start) / 1e9);
        halves.requireAllRead();
        return ExitCode.OK;
    }

    /** A label that the network does not have is found out before anything is learned. */
    private void requireKnownLabels(Dataset examples, KnownLabels known) {
        for (int i = 0; i < examples.size(); i++) {
            int label = examples.label(i);
            int labels = known.number(label);
            if (label >= labels) {
                throw new UserException(
                        "label %d of picture %,d: the network %s has labels 0 to %d; see --model"
                                .formatted(label, i, network.name(), labels - 1));
            }
        }
    }

    private long send(Replay replay, String topic) {
        ImageRecords records = new ImageRecords(topic, format);
        boolean labeled = labeled();
        int largest = cluster.topics().file(topic).maxMessageBytes();
        try (RecordSender sender = new RecordSender(cluster.client(), largest);
                CommandProgress progress =
                        CommandProgress.of("replay", "images", replay.events())) {
            long sent =
                    replay.play(
                            (id, example) ->
                                    sender.send(
                                            labeled
                                                    ? records.of(id, example)
                                                    : records.of(id, example.image())),
                            progress::at);
            if (checkpoint) {
                sender.send(ControlRecords.of(topic, Control.Order.CHECKPOINT));
            }
            sender.flush();
            return sent;
        }
    }

    private boolean labeled() {
        Target usual = split == Split.TRAIN ? Target.LABELED_IMAGES : Target.IMAGES;
        return target.orElse(usual) == Target.LABELED_IMAGES;
    }

    private void report(long sent, String topic, double seconds) {
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "sent %,d images to %s in %.1f s, %,.0f a second%n",
                        sent,
                        topic,
                        seconds,
                        sent / seconds);
    }
}
