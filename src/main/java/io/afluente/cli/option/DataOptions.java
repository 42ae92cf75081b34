package io.afluente.cli.option;

import io.afluente.image.PictureForm;
import io.afluente.image.data.Datasets;
import io.afluente.image.data.MnistData;
import io.afluente.image.data.PictureFile;
import io.afluente.model.BadNetworkException;
import io.afluente.model.file.ModelCard;
import io.afluente.setting.UserException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Option;

/** Which labelled pictures a command works on: MNIST, or any folder of IDX or picture files. */
public final class DataOptions {
    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            defaultValue = "${env:AFLUENTE_DATA}",
            description =
                    "Folder of IDX files, or one with a sub-folder of pictures for each label. Its"
                            + " halves are the folders train and test (or val) in it; without these"
                            + " the test half is what has a SHA-256 of its path below the folder"
                            + " that begins with 0, 1 or 2. Default: MNIST, from the cache or"
                            + " fetched")
    private Path folder;

    /**
     * The data set, its pictures and labels as a network takes them.
     *
     * @param progress told in a line of each step that takes time, and of each picture that can't
     *     be read
     * @throws IOException in one line if MNIST can't be had
     */
    public DataHalves of(ModelCard network, PrintWriter progress) throws IOException {
        return of(network.pictures(), network::label, progress);
    }

    /**
     * The same.
     *
     * @param pictures how the network takes them
     * @param labels the index of a label by its name
     */
    public DataHalves of(PictureForm pictures, ToIntFunction<String> labels, PrintWriter progress)
            throws IOException {
        Datasets datasets =
                new Datasets(file -> labelOfFolder(file, labels), pictures, progress::println);
        return new DataHalves(folder == null ? mnist(progress) : folder, datasets);
    }

    /**
     * The label that a picture's folder names; a {@link UserException} that lists those there are.
     */
    public static int labelOfFolder(PictureFile file, ToIntFunction<String> labels) {
        try {
            return labels.applyAsInt(file.folder());
        } catch (BadNetworkException e) {
            throw new UserException(file.path() + ": its folder: " + e.getMessage(), e);
        }
    }

    /** The folder of MNIST: the cache, filled where it is not. */
    public static Path mnist(PrintWriter progress) throws IOException {
        Path cache = MnistData.defaultCache(System.getenv());
        return MnistData.by(cache, MnistData.MIRRORS, progress::println).find();
    }
}
