package io.afluente.cli.models;

import io.afluente.cli.error.ExitCode;
import io.afluente.cli.option.ClusterOptions;
import io.afluente.model.BackboneSpec;
import io.afluente.model.onnx.OnnxExport;
import io.afluente.registry.Checkpoint;
import io.afluente.stream.client.BackbonesOnTopic;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a version to a file, and its backbone to another. */
@Command(
        name = "export",
        description = "Write a version to a file.",
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = {
            "  afluente models export 000047 --output mnist.zip",
            "  afluente models export 000047 --format onnx --output mnist.onnx"
        })
final class ModelsExport implements Callable<Integer> {
    /** What a file of a version can be. */
    enum Format {
        dl4j,
        onnx
    }

    @Spec private CommandSpec spec;
    @Mixin private ClusterOptions cluster;
    @Mixin private ModelOptions model;
    @Mixin private VersionName name;

    @Option(
            names = "--output",
            required = true,
            paramLabel = "FILE",
            description = "The file to write.")
    private Path file;

    @Option(
            names = "--format",
            paramLabel = "dl4j|onnx",
            defaultValue = "dl4j",
            description =
                    "What to write: the checkpoint as it is, which DL4J opens,"
                            + " or the network alone. Default: ${DEFAULT-VALUE}")
    private Format format;

    @Option(
            names = "--backbone",
            paramLabel = "FILE",
            description =
                    "Where to write the backbone that the version stands behind."
                            + " --output has what learns and its hash, not the"
                            + " backbone itself.")
    private Optional<Path> backbone = Optional.empty();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Versions versions = model.versions(cluster);
        Checkpoint checkpoint = versions.checkpoint(name.in(versions));
        Files.write(
                file,
                format == Format.dl4j
                        ? versions.whole(checkpoint).file()
                        : OnnxExport.bytes(checkpoint.network()));
        out.println(checkpoint.version() + " is in " + file);
        Optional<BackboneSpec> before = checkpoint.network().spec().backbone();
        if (before.isPresent()) {
            out.println(backboneOf(before.get(), model.backbones(cluster, versions)));
        }
        return ExitCode.OK;
    }

    private String backboneOf(BackboneSpec before, BackbonesOnTopic backbones) throws IOException {
        if (backbone.isEmpty()) {
            return "it stands behind backbone " + before.sha256() + ", which --backbone writes";
        }
        Files.copy(backbones.file(before), backbone.get(), StandardCopyOption.REPLACE_EXISTING);
        return "its backbone " + before.sha256() + " is in " + backbone.get();
    }
}
