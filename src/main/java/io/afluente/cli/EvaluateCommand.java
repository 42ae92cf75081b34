package io.afluente.cli;

import io.afluente.cli.error.ExitCode;
import io.afluente.cli.option.AtLeastOne;
import io.afluente.cli.option.DataHalves;
import io.afluente.cli.option.DataOptions;
import io.afluente.cli.option.EngineNames;
import io.afluente.cli.output.CommandProgress;
import io.afluente.cli.output.EvaluationTable;
import io.afluente.cli.output.ResultFormat;
import io.afluente.image.LabeledImage;
import io.afluente.image.PictureForm;
import io.afluente.image.data.Dataset;
import io.afluente.image.data.Split;
import io.afluente.model.BackboneSpec;
import io.afluente.model.BadNetworkException;
import io.afluente.model.Classifier;
import io.afluente.model.Engine;
import io.afluente.model.ModelEvaluation;
import io.afluente.model.SavedNetwork;
import io.afluente.model.ServableNetwork;
import io.afluente.model.engine.BackboneEngine;
import io.afluente.model.engine.Engines;
import io.afluente.model.file.ModelCard;
import io.afluente.model.file.NetworkFile;
import io.afluente.model.file.NetworkFolder;
import io.afluente.registry.Sha256;
import io.afluente.setting.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures a checkpoint on labelled pictures. */
@Command(
        name = "evaluate",
        description = {
            "Measure a checkpoint on labelled pictures.",
            "Accuracy, loss, precision, recall and F1 of each label, and the confusion matrix."
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  afluente evaluate models/mnist/checkpoints/000047-1f0c9a7b33e2.zip",
            "  afluente evaluate dl4j.zip --like models/mnist --data mnist --limit 1000 --json"
        })
final class EvaluateCommand implements Callable<Integer> {
    private static final int BATCH = 256;

    @Spec private CommandSpec spec;
    @Mixin private DataOptions data;

    @Parameters(paramLabel = "FILE", description = "A checkpoint, or any network saved by DL4J.")
    private Path file;

    @Option(
            names = "--like",
            paramLabel = "FOLDER",
            description =
                    "Folder of a network, such as models/mnist, that gives labels and"
                            + " normalisation to a file that has none.")
    private Optional<Path> like;

    @Option(
            names = "--split",
            paramLabel = "train|test",
            defaultValue = "test",
            description = "Half of the data set. Default: ${DEFAULT-VALUE}")
    private Split split;

    @Option(
            names = "--limit",
            paramLabel = "N",
            converter = AtLeastOne.class,
            description = "Use the first N pictures only.")
    private Optional<Integer> limit;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            completionCandidates = EngineNames.class,
            converter = EngineNames.class,
            description =
                    "What computes the answers: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private String engine = Engines.REFERENCE;

    @Option(
            names = "--backbone",
            paramLabel = "FILE",
            description =
                    "The file of the backbone that the network stands behind, where --like names"
                            + " none.")
    private Optional<Path> backbone;

    @Mixin private ResultFormat format;

    @Override
    public Integer call() throws IOException {
        SavedNetwork network = network();
        DataHalves halves = data.of(ModelCard.of(network.spec()), spec.commandLine().getErr());
        Dataset all = halves.open(split);
        Dataset examples = all.first(limit.orElse(all.size()));
        ModelEvaluation evaluation = evaluate(network, examples);
        var table = new EvaluationTable(evaluation, spec.commandLine().getColorScheme().ansi());
        format.print(evaluation, table::print);
        halves.requireAllRead();
        return ExitCode.OK;
    }

    private SavedNetwork network() throws IOException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new UserException(file + ": there is no such file to read");
        }
        byte[] bytes = NetworkFile.bytes(file);
        try {
            return like.isPresent()
                    ? NetworkFile.read(bytes, NetworkFolder.read(like.get()).spec())
                    : NetworkFile.read(bytes);
        } catch (BadNetworkException e) {
            throw new UserException(
                    file
                            + ": "
                            + e.getMessage()
                            + (like.isPresent() ? "" : "; a plain file of DL4J needs --like"),
                    e);
        }
    }

    /** The file is checked against the hash that the network says. */
    private Path backbone(BackboneSpec of) {
        Path given =
                backbone.or(() -> like.flatMap(folder -> NetworkFolder.read(folder).backbone()))
                        .orElseThrow(
                                () ->
                                        new UserException(
                                                file
                                                        + ": stands behind a backbone of SHA-256 "
                                                        + of.sha256()
                                                        + "; give its --backbone"));
        try {
            String sha256 = Sha256.of(given);
            if (!sha256.equals(of.sha256())) {
                throw new UserException(
                        "%s: has SHA-256 %s, and %s stands behind %s"
                                .formatted(given, sha256, file, of.sha256()));
            }
            return given;
        } catch (IOException e) {
            throw new UncheckedIOException(given + ": can't be read: " + e.getMessage(), e);
        }
    }

    private ModelEvaluation evaluate(SavedNetwork network, Dataset examples) {
        Engine answers = new BackboneEngine(Engines.of(engine, BATCH), this::backbone);
        try (ServableNetwork servable = answers.prepare(network);
                Classifier classifier = servable.classifier();
                CommandProgress progress =
                        CommandProgress.of("evaluate", "images", examples.size())) {
            PictureForm form = network.spec().pictures();
            Iterable<LabeledImage> fitted =
                    () ->
                            IntStream.range(0, examples.size())
                                    .peek(progress::at)
                                    .mapToObj(examples::read)
                                    .flatMap(Optional::stream)
                                    .map(form::fit)
                                    .iterator();
            return ModelEvaluation.of(classifier, network.spec().labels(), fitted);
        }
    }
}
