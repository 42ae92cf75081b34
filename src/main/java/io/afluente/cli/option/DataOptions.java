package io.afluente.cli.option;

import io.afluente.image.data.IdxDataset;
import io.afluente.image.data.MnistData;
import io.afluente.image.data.Split;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which labelled pictures a command works on: MNIST, or any folder of IDX files. */
public final class DataOptions {
    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            defaultValue = "${env:AFLUENTE_DATA}",
            description = "Folder of IDX files. Default: MNIST, from the cache or fetched")
    private Path folder;

    /**
     * Opens one half of the data set.
     *
     * @param progress told in a line of each step that takes time
     * @throws IOException in one line that says what is missing where
     */
    public IdxDataset open(Split split, PrintWriter progress) throws IOException {
        return IdxDataset.open(folder == null ? mnist(progress) : folder, split);
    }

    /** The folder of MNIST: the cache, filled where it is not. */
    public static Path mnist(PrintWriter progress) throws IOException {
        Path cache = MnistData.defaultCache(System.getenv());
        return MnistData.by(cache, MnistData.MIRRORS, progress::println).find();
    }
}
