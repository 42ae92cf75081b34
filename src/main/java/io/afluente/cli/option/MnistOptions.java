package io.afluente.cli.option;

import io.afluente.image.data.MnistData;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a command takes MNIST from. */
public final class MnistOptions {
    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            defaultValue = "${env:AFLUENTE_DATA}",
            description =
                    "Folder with MNIST's four IDX files. Default: the cache, else they are fetched")
    private Path data;

    /** The folder that holds the four files, checked. */
    public Path find(PrintWriter progress) throws IOException {
        if (data != null) {
            return MnistData.check(data);
        }
        return DataOptions.mnist(progress);
    }
}
