package io.afluente.cli.models.folder;

import io.afluente.cli.error.ExitCode;
import io.afluente.cli.option.DataOptions;
import io.afluente.cli.output.NextCommands;
import io.afluente.image.InputShape;
import io.afluente.image.PictureForm;
import io.afluente.image.data.ClassFolder;
import io.afluente.image.data.Dataset;
import io.afluente.image.data.Datasets;
import io.afluente.image.data.PictureSurvey;
import io.afluente.image.data.Split;
import io.afluente.model.file.ModelCard;
import io.afluente.model.file.NetworkConfiguration;
import io.afluente.model.file.NetworkFolder;
import io.afluente.model.template.MeasuredNormalisation;
import io.afluente.model.template.NetworkTemplate;
import io.afluente.model.template.NewModel;
import io.afluente.setting.Home;
import io.afluente.setting.ModelSettings;
import io.afluente.setting.UserException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the folder of a model that is to learn what a folder of pictures shows. */
@Command(
        name = "new",
        description = {
            "Make a model for pictures of your own, sorted into a sub-folder for each label.",
            "Writes network.json and model.json: the labels, how bright the pictures are on"
                    + " average, and a small network of a size that suits them. It has learned"
                    + " nothing yet."
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  afluente models new flowers --from-pictures flowers/",
            "  afluente models new flowers --from-pictures flowers/ --size 96 --labels rose,tulip"
        })
public final class ModelsNew implements Callable<Integer> {
    private static final int LEAST_SIDE = 16;
    private static final int MOST_SIDE = 512;
    private static final int USUAL_SIDE = 64;

    /** The largest side that pictures keep without being asked: that of ImageNet's networks. */
    private static final int LARGEST_OWN = 224;

    private static final int MEASURED = 2000;

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "Name of the model, and of its folder.")
    private String name;

    @Option(
            names = "--from-pictures",
            paramLabel = "FOLDER",
            required = true,
            description =
                    "Pictures in sub-folders; the folder that a picture is in has its label's name."
                            + " With folders train and test (or val) in it, train is measured.")
    private Path pictures;

    @Option(
            names = "--size",
            paramLabel = "N",
            description =
                    "Height and width that pictures are fitted to, from "
                            + LEAST_SIDE
                            + " to "
                            + MOST_SIDE
                            + ". Default: their own if they all are squares of one size up to "
                            + LARGEST_OWN
                            + ", else "
                            + USUAL_SIDE)
    private Optional<Integer> size;

    @Option(
            names = "--channels",
            paramLabel = "1|3",
            description = "1 for grey, 3 for colour. Default: 3 if pictures are in colour")
    private Optional<Integer> channels;

    @Option(
            names = "--network",
            paramLabel = "cnn|resnet",
            defaultValue = "cnn",
            description =
                    "Kind of network: cnn has blocks of convolution and pooling, resnet residual"
                            + " blocks with batch normalisation."
                            + " Default: ${DEFAULT-VALUE}")
    private NetworkTemplate template;

    @Option(
            names = "--labels",
            paramLabel = "LABEL",
            split = ",",
            description =
                    "Labels in this order, further ones among them. Default: those of the folders,"
                            + " sorted")
    private List<String> labels = List.of();

    @Option(
            names = "--" + ModelSettings.MODELS_DIR,
            paramLabel = "FOLDER",
            defaultValue = "${env:AFLUENTE_MODELS_DIR}",
            description = "Folder of networks, a folder for each. Default: models")
    private Path models;

    @Override
    public Integer call() throws IOException {
        check();
        Path folder = (models == null ? Home.folder().resolve("models") : models).resolve(name);
        if (Files.exists(folder)) {
            throw new UserException(
                    folder + ": is there already; choose another name, or remove it first");
        }
        ClassFolder classes = ClassFolder.of(pictures);
        InputShape input = input(PictureSurvey.of(pictures, classes));
        ModelCard card = new ModelCard(PictureForm.of(input), labels(classes), false);
        NewModel model = new NewModel(input, card.labels(), measured(card).result(), template);
        report(folder, model.write(folder));
        return ExitCode.OK;
    }

    private void check() {
        if (!name.matches("[a-z0-9][a-z0-9.-]{0,63}")) {
            throw new UserException(
                    "NAME: must be 1 to 64 lower-case letters, digits, dots and dashes, got \"%s\""
                            .formatted(name));
        }
        if (size.isPresent() && (size.get() < LEAST_SIDE || size.get() > MOST_SIDE)) {
            throw new UserException(
                    "--size: must be from %d to %d, got %d"
                            .formatted(LEAST_SIDE, MOST_SIDE, size.get()));
        }
        if (channels.isPresent() && channels.get() != 1 && channels.get() != 3) {
            throw new UserException("--channels: must be 1 or 3, got " + channels.get());
        }
    }

    private List<String> labels(ClassFolder classes) {
        List<String> all = labels.isEmpty() ? classes.labels() : labels;
        if (Set.copyOf(all).size() < Math.max(2, all.size())) {
            throw new UserException(
                    "%s: needs two labels or more, each once, got %s"
                            .formatted(
                                    labels.isEmpty() ? pictures : "--labels",
                                    String.join(", ", all)));
        }
        return all;
    }

    private InputShape input(PictureSurvey survey) {
        int side = size.orElseGet(() -> survey.side(LEAST_SIDE, LARGEST_OWN, USUAL_SIDE));
        return new InputShape(side, side, channels.orElseGet(survey::channels));
    }

    private MeasuredNormalisation measured(ModelCard card) throws IOException {
        Datasets datasets =
                new Datasets(
                        file -> DataOptions.labelOfFolder(file, card::label),
                        card.pictures(),
                        err()::println);
        Dataset all = datasets.open(pictures, Split.TRAIN);
        MeasuredNormalisation measured =
                new MeasuredNormalisation(card.pictures().shape().channels());
        all.first(MEASURED).examples().forEach(example -> measured.add(example.image()));
        return measured;
    }

    private void report(Path folder, NetworkFolder made) {
        long parameters = NetworkConfiguration.read(made.spec().configuration()).parameters();
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%s: %,d labels, pictures of %s, %,d parameters%n",
                NextCommands.asTyped(folder),
                made.spec().labels().size(),
                made.spec().input(),
                parameters);
        new NextCommands(out, name, Optional.ofNullable(models))
                .tell(Optional.empty(), Optional.of(trainingFolder()));
    }

    /** What to learn from: the test half, where there is one of its own, is kept from it. */
    private Path trainingFolder() {
        return ClassFolder.hasHalves(pictures) ? pictures.resolve("train") : pictures;
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
