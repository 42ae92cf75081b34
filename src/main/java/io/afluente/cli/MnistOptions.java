package io.afluente.cli;

import io.afluente.image.MnistData;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a command takes MNIST from. */
final class MnistOptions {
    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            defaultValue = "${env:AFLUENTE_DATA}",
            description =
                    "Folder with MNIST's four IDX files. Default: the cache, else they are fetched")
    private Path data;

    /** The folder that holds the four files, checked. */
    Path find(PrintWriter progress) throws IOException {
        if (data != null) {
            return MnistData.check(data);
        }
        return DataOptions.mnist(progress);
    }
}
