package io.afluente.cli.models;

import io.afluente.cli.error.ExitCode;
import io.afluente.cli.option.NetworkOptions;
import io.afluente.cli.output.NextCommands;
import io.afluente.model.BadNetworkException;
import io.afluente.setting.ModelSettings;
import io.afluente.setting.UserException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a model's folder of a network that somebody else trained. */
@Command(
        name = "import",
        description = {
            "Make a model's folder of a network from elsewhere.",
            "An ONNX file becomes a backbone: it stays as it is, and a head behind it learns.",
            "DL4J's own file gives its layers; its parameters come by serve --from."
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  afluente models import resnet18.onnx --model flowers --labels-file labels.txt",
            "  afluente models import trained.zip --model digits --labels 0,1,2 --size 28x28x1"
        })
final class ModelsImport implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The network: .onnx, or DL4J's .zip.")
    private Path file;

    @Mixin private NetworkOptions model;
    @Mixin private ImportOptions options;

    @Option(
            names = "--embedding",
            paramLabel = "VALUE",
            order = 20,
            description =
                    "Value in an ONNX graph that the head learns from. Default: what feeds its last dense layer")
    private Optional<String> embedding = Optional.empty();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (!Files.isRegularFile(file)) {
            throw new UserException(file + ": there is no such file");
        }
        Path folder = folder();
        try {
            ImportedNetwork imported = read();
            imported.folder().write(folder);
            imported.lines().forEach(out::println);
            out.println("written to " + NextCommands.asTyped(folder));
            new NextCommands(out, model.name(), model.modelsDir())
                    .tell(imported.start(folder), Optional.empty());
            return ExitCode.OK;
        } catch (BadNetworkException e) {
            throw new UserException(file + ": " + e.getMessage(), e);
        }
    }

    private ImportedNetwork read() throws IOException {
        return file.toString().endsWith(".zip")
                ? ImportedNetwork.ofDl4j(model.name(), file, options)
                : ImportedNetwork.ofOnnx(model.name(), file, embedding, options);
    }

    private Path folder() {
        Path folder = ModelSettings.read(model.settings(Map.of())).folder();
        if (Files.exists(folder)) {
            throw new UserException(
                    folder + ": is there already; choose another name, or remove it first");
        }
        return folder;
    }
}
