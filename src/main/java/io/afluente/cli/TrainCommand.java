package io.afluente.cli;

import io.afluente.cli.error.ExitCode;
import io.afluente.cli.option.AtLeastOne;
import io.afluente.cli.option.DataHalves;
import io.afluente.cli.option.DataOptions;
import io.afluente.cli.option.EvaluationOptions;
import io.afluente.cli.option.PlayOptions;
import io.afluente.cli.option.SettingOptions;
import io.afluente.cli.output.CommandProgress;
import io.afluente.cli.output.ResultFormat;
import io.afluente.cli.output.TrainTable;
import io.afluente.image.data.Dataset;
import io.afluente.image.data.Split;
import io.afluente.learn.Learner;
import io.afluente.learn.MiniBatchScore;
import io.afluente.learn.example.Provenance;
import io.afluente.model.Engine;
import io.afluente.model.NetworkSpec;
import io.afluente.model.RuntimeIdentity;
import io.afluente.model.engine.BackboneEngine;
import io.afluente.model.engine.Engines;
import io.afluente.model.engine.PictureInputs;
import io.afluente.model.file.ModelCard;
import io.afluente.model.file.NoHead;
import io.afluente.registry.Checkpoint;
import io.afluente.replay.Pace;
import io.afluente.replay.Replay;
import io.afluente.service.InitialVersion;
import io.afluente.service.Origins;
import io.afluente.service.OwnBackbone;
import io.afluente.service.RoleSettings;
import io.afluente.service.Roles;
import io.afluente.setting.ModelSettings;
import io.afluente.setting.Settings;
import io.afluente.stream.topic.Topics;
import io.afluente.train.ClassEvaluation;
import io.afluente.train.Report;
import io.afluente.train.Training;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains offline, from files, and writes a checkpoint that the service can start from. */
@Command(
        name = "train",
        description = {
            "Train a network on labelled pictures, without Kafka.",
            "The learner is the service's own, with the same settings: what it makes of a data set"
                    + " is what it would make of the same stream. Writes the checkpoint that would"
                    + " serve."
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  afluente train --epochs 5 --shuffle-seed 1 --out mnist.zip",
            "  afluente train --validation 10000 --learning-rate 0.002 --replay 2 --json",
            "  afluente train --preset notebook --test",
            "  afluente serve --from mnist.zip"
        })
final class TrainCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private DataOptions data;

    @Option(
            names = "--preset",
            paramLabel = "default|notebook",
            defaultValue = "default",
            description = "Settings that belong together. Default: ${DEFAULT-VALUE}")
    private Preset preset;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            converter = AtLeastOne.class,
            description = "Passes over the data. Default: the preset's, 1 or 60")
    private Optional<Integer> epochs;

    @Mixin private PlayOptions play;

    @Mixin private EvaluationOptions exam;

    @Option(names = "--curve", description = "Measure at each checkpoint too; for --json.")
    private boolean curve;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "Train on from this checkpoint, or file of DL4J, instead of a new one.")
    private Optional<Path> from;

    @Mixin private TrainedFiles files;

    @Mixin private ResultFormat format;

    @Mixin private SettingOptions options;

    @Override
    public Integer call() throws IOException {
        Settings settings = options.settings(preset.source());
        RoleSettings roles = Roles.of(settings, Map.of(), Topics.withPrefix(""));
        NoHead.refuseToLearn(roles.network());
        DataHalves halves = data.of(ModelCard.of(roles.network()), spec.commandLine().getErr());
        Dataset pictures = halves.open(Split.TRAIN);
        Replay replay = replay(exam.without(pictures), roles.learn().seed());
        Checkpoint first = first(roles);
        OwnBackbone backbone = new OwnBackbone(roles);
        try (PictureInputs inputs = PictureInputs.of(roles.network(), backbone::file);
                Learner learner = new Learner(first, roles.learn(), provenance(roles.network()));
                CommandProgress progress = CommandProgress.of("train", "images", replay.events())) {
            Training training =
                    new Training(
                            learner,
                            first,
                            inputs,
                            exam.exam(pictures, engine(roles, backbone), halves),
                            curve,
                            score -> show(progress, score),
                            files::made);
            train(training, replay, progress);
            Report report = training.report(roles.learn().seed());
            Path file = files.write(training.served(), ModelSettings.read(settings).checkpoints());
            Report all = report.in(file.toString());
            format.print(all, writer -> TrainTable.print(all, writer));
        }
        halves.requireAllRead();
        return ExitCode.OK;
    }

    private Replay replay(Dataset kept, long seed) {
        return play.replay(
                play.limited(kept),
                epochs.orElse(preset.epochs()),
                Pace.unlimited(),
                preset.isShuffled() ? Optional.of(seed) : Optional.empty());
    }

    private Checkpoint first(RoleSettings roles) {
        NetworkSpec network = roles.network();
        long seed = roles.learn().seed();
        Optional<InitialVersion.Source> given = from.map(file -> Origins.fromFile(file, network));
        return preset.first(network, seed, given);
    }

    private static Engine engine(RoleSettings roles, OwnBackbone backbone) {
        return new BackboneEngine(
                Engines.of(roles.classify().steadyEngine(), ClassEvaluation.BATCH), backbone::file);
    }

    private static Provenance provenance(NetworkSpec network) {
        RuntimeIdentity runtime = PictureInputs.runtime(network);
        return new Provenance(null, 0, runtime.code(), runtime.toString());
    }

    private void train(Training training, Replay replay, CommandProgress progress) {
        var table = new TrainTable(spec.commandLine().getErr());
        replay.play(
                training::learn,
                count -> {
                    progress.at(count);
                    if (count % replay.examples().size() == 0) {
                        table.print(training.endEpoch());
                    }
                });
    }

    private static void show(CommandProgress progress, MiniBatchScore score) {
        progress.say(
                String.format(
                        Locale.ROOT,
                        "loss %.3f accuracy %.1f %%",
                        score.score().windowedLogLoss(),
                        100 * score.score().windowedAccuracy()));
    }
}
