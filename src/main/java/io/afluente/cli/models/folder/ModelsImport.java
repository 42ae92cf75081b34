package io.afluente.cli.models.folder;

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
            "With --head none it answers by itself, and nothing learns.",
            "DL4J's own file gives its layers; its parameters come by serve --from."
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  afluente models import resnet18.onnx --model flowers --labels-file labels.txt",
            "  afluente models import trained.zip --model digits --labels 0,1,2 --size 28x28x1"
        })
public final class ModelsImport implements Callable<Integer> {
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

    @Option(
            names = "--head",
            paramLabel = "dense|none",
            order = 21,
            defaultValue = "dense",
            description =
                    "What stands behind an ONNX file: a dense layer that learns, or nothing. Default: ${DEFAULT-VALUE}")
    private Head head;

    @Option(
            names = "--try",
            paramLabel = "PICTURE",
            order = 22,
            description = "A picture's file, to see what the network says of it.")
    private Optional<Path> tried = Optional.empty();

    /** What can stand behind an ONNX file. */
    enum Head {
        dense,
        none
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (!Files.isRegularFile(file)) {
            throw new UserException(file + ": there is no such file");
        }
        Path folder = folder();
        try {
            ImportedNetwork imported = read();
            Optional<TriedPicture> picture =
                    tried.map(given -> TriedPicture.read(given, imported.folder().spec()));
            imported.folder().write(folder);
            imported.lines().forEach(out::println);
            picture.ifPresent(given -> given.answeredBy(imported, folder, out));
            out.println("written to " + NextCommands.asTyped(folder));
            tellNext(imported, folder, new NextCommands(out, model.name(), model.modelsDir()));
            return ExitCode.OK;
        } catch (BadNetworkException e) {
            throw new UserException(file + ": " + e.getMessage(), e);
        }
    }

    private void tellNext(ImportedNetwork imported, Path folder, NextCommands next) {
        Optional<Path> start = imported.start(folder);
        if (head == Head.none) {
            next.tellToPublish(start.orElseThrow());
        } else {
            next.tell(start, Optional.empty());
        }
    }

    private ImportedNetwork read() throws IOException {
        boolean isDl4js = file.toString().endsWith(".zip");
        if (head == Head.none && (isDl4js || embedding.isPresent())) {
            throw new UserException(
                    "--head none: is for an ONNX file as it is, without --embedding");
        }
        if (isDl4js) {
            return ImportedNetwork.ofDl4j(model.name(), file, options);
        }
        ImportedOnnx onnx = ImportedOnnx.read(model.name(), file, options);
        return head == Head.none ? onnx.asItIs() : onnx.withHead(embedding);
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
