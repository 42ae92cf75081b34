package io.afluente.cli;

import io.afluente.cli.error.ExitCode;
import io.afluente.cli.option.AnswerOptions;
import io.afluente.cli.option.ClusterOptions;
import io.afluente.cli.option.KnownLabels;
import io.afluente.cli.option.NetworkOptions;
import io.afluente.cli.output.ProduceLines;
import io.afluente.image.data.PictureFile;
import io.afluente.image.decode.ImageFormat;
import io.afluente.learn.example.Control;
import io.afluente.model.file.ModelCard;
import io.afluente.produce.FolderWatch;
import io.afluente.produce.InkChoice;
import io.afluente.produce.PictureFiles;
import io.afluente.produce.PictureSender;
import io.afluente.produce.Producing;
import io.afluente.produce.SendResults;
import io.afluente.produce.Tally;
import io.afluente.setting.UserException;
import io.afluente.stream.client.Submissions;
import io.afluente.stream.topic.KafkaCalls;
import io.afluente.stream.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends picture files. */
@Command(
        name = "produce",
        description = {
            "Send picture files: " + ImageFormat.ANY + " of any size, in grey or in colour.",
            "Without a label they are to be answered, with one to be learned from: then in an"
                    + " order that mixes folders."
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  afluente produce my-digit.png --wait",
            "  afluente produce scans/ --labels-from-folders --checkpoint",
            "  afluente produce --watch inbox/ --wait --json"
        })
final class ProduceCommand implements Callable<Integer> {
    private static final int LOOK_MS = 500;

    @Spec private CommandSpec spec;
    @Mixin private NetworkOptions network;
    @Mixin private ClusterOptions cluster;
    @Mixin private PictureLabels labels;

    @Parameters(
            paramLabel = "FILE|FOLDER",
            arity = "1..*",
            description = "Pictures, and folders that have some in them or below them.")
    private List<Path> places;

    @Option(
            names = "--ink",
            paramLabel = "auto|dark-on-light|light-on-dark|as-is",
            description =
                    "What the pictures show: writing that tells how it is drawn, writing that is"
                            + " known to be drawn so, or no writing. Writing is found on its"
                            + " sheet, boxed and centred; a sheet without ink is refused."
                            + " Default: auto if model.json has \"ink\", else as-is")
    private Optional<InkChoice> ink;

    @Mixin private AnswerOptions answers;

    @Option(
            names = "--checkpoint",
            description = "Let the learner close its last mini-batch and make a checkpoint.")
    private boolean checkpoint;

    @Option(
            names = "--watch",
            description = "Go on with pictures that come into the folders, until Ctrl-C.")
    private boolean watch;

    @Option(
            names = "--json",
            description =
                    "Write a JSON object a line for each picture; the summary goes to stderr.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        check();
        PictureFiles files = PictureFiles.in(places);
        ModelCard card = network.card();
        KnownLabels known = network.labels(cluster);
        if (!watch) {
            labels.check(files.orFail(places).found(), known);
        }
        Topics topics = cluster.topics();
        String topic = labels.given() ? topics.labeledImages() : topics.images();
        cluster.require(topic);
        Tally tally = new Tally(topic, answers.given());
        tally.skipped(files.skipped());
        try (UntilStopped running = UntilStopped.begin();
                Submissions submissions = new Submissions(cluster.client(), topics)) {
            PictureSender sender =
                    new PictureSender(submissions, topic, inkOf(card), labels.of(known));
            produce(sender, labels.given() ? files.mixed() : files.found(), tally, running);
            if (checkpoint) {
                KafkaCalls.await(submissions.order(Control.Order.CHECKPOINT));
            }
            tally.print(json ? spec.commandLine().getErr() : spec.commandLine().getOut());
        }
        if (!watch && tally.failed() > 0) {
            throw new UserException(tally.complaint());
        }
        return ExitCode.OK;
    }

    private void check() {
        if (answers.given() && labels.given()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--wait: goes with pictures to be answered, without labels");
        }
        if (checkpoint && !labels.given()) {
            throw new ParameterException(spec.commandLine(), "--checkpoint: goes with labels");
        }
    }

    private InkChoice inkOf(ModelCard card) {
        return ink.orElse(card.lightOnDark() ? InkChoice.AUTO : InkChoice.AS_IS);
    }

    private void produce(
            PictureSender sender, List<PictureFile> files, Tally tally, UntilStopped running)
            throws IOException {
        ProduceLines lines = new ProduceLines(spec.commandLine().getOut());
        try (SendResults outcomes = answers.outcomes(cluster).orElse(null)) {
            Producing producing =
                    new Producing(
                            sender,
                            Optional.ofNullable(outcomes),
                            answers.patience(),
                            tally,
                            json ? lines::json : lines::row);
            if (watch) {
                watch(producing, running);
            } else {
                producing.round(files);
            }
        }
    }

    private void watch(Producing producing, UntilStopped running) throws IOException {
        FolderWatch folders = new FolderWatch(places);
        while (running.pause(Duration.ofMillis(LOOK_MS))) {
            List<PictureFile> ready = folders.look();
            producing.round(labels.given() ? new PictureFiles(ready, 0).mixed() : ready);
        }
    }
}
