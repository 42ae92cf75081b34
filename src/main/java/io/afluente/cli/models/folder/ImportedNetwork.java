package io.afluente.cli.models.folder;

import io.afluente.image.InputShape;
import io.afluente.model.BackboneSpec;
import io.afluente.model.NetworkSpec;
import io.afluente.model.Normalisation;
import io.afluente.model.SavedNetwork;
import io.afluente.model.dl4j.Heads;
import io.afluente.model.engine.OnnxBackbone;
import io.afluente.model.file.NetworkFile;
import io.afluente.model.file.NetworkShapes;
import io.afluente.model.file.NewNetworkFolder;
import io.afluente.model.file.NoHead;
import io.afluente.model.onnx.Logits;
import io.afluente.model.onnx.OnnxDense;
import io.afluente.model.onnx.OnnxGraph;
import io.afluente.model.onnx.PictureInput;
import io.afluente.model.onnx.ProposedEmbedding;
import io.afluente.registry.Sha256;
import io.afluente.setting.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A network from elsewhere as a model's folder.
 *
 * @param folder what is to be written
 * @param lines what was found and chosen, for people
 * @param origin the file of its parameters, if it has them outside the folder
 */
record ImportedNetwork(NewNetworkFolder folder, List<String> lines, Optional<Path> origin) {
    /** Embeddings learn from few examples, practised often. */
    private static final Map<String, String> TRAINING =
            Map.of(
                    "average", "0.99",
                    "batch-size", "16",
                    "checkpoint-every", "20",
                    "replay", "8");

    /** A graph becomes a backbone that ends at the embedding. */
    static ImportedNetwork ofOnnx(
            String name, Path file, Optional<String> embedding, ImportOptions options)
            throws IOException {
        List<String> labels = labels(options);
        OnnxGraph graph = OnnxGraph.read(file);
        ProposedEmbedding chosen =
                embedding
                        .map(value -> new ProposedEmbedding(value, "as you said"))
                        .or(() -> ProposedEmbedding.of(graph))
                        .orElseThrow(
                                () ->
                                        new UserException(
                                                file
                                                        + ": has no dense layer and no global pooling; --embedding names the value to learn from"));
        byte[] cut = graph.endingAt(chosen.value());
        BackboneSpec backbone = backbone(PictureInput.of(graph), chosen.value(), cut, options);
        NetworkSpec network =
                behind(backbone, name, labels, Heads.dense(backbone.embedding(), labels.size()));
        Optional<SavedNetwork> start = start(graph, network, embedding);
        List<String> lines = lines(backbone, cut.length);
        lines.add(
                text(
                        "embedding  \"%s\", %,d values: %s",
                        backbone.output(), backbone.embedding(), chosen.why()));
        lines.add(text("head       dense, %,d to %d labels", backbone.embedding(), labels.size()));
        lines.add(
                start.isPresent()
                        ? "start      the file's own last layer: it answers as the file does"
                        : "start      drawn from the seed: it has everything to learn");
        return new ImportedNetwork(
                new NewNetworkFolder(network, TRAINING, Optional.of(cut), start),
                lines,
                Optional.empty());
    }

    /** A classifier that serves as it is: softmax of its logits. */
    static ImportedNetwork asItIs(String name, Path file, ImportOptions options)
            throws IOException {
        List<String> labels = labels(options);
        OnnxGraph graph = OnnxGraph.read(file);
        String logits = Logits.of(graph);
        byte[] cut = graph.endingAt(logits);
        BackboneSpec backbone = backbone(PictureInput.of(graph), logits, cut, options);
        if (backbone.embedding() != labels.size()) {
            throw new UserException(
                    "--labels: the network has %,d outputs (\"%s\"), and %,d labels are given"
                            .formatted(backbone.embedding(), logits, labels.size()));
        }
        NetworkSpec network = behind(backbone, name, labels, NoHead.configuration());
        List<String> lines = lines(backbone, cut.length);
        lines.add(text("answers    softmax of \"%s\", %,d labels", logits, labels.size()));
        lines.add("head       none: it serves as it is, and does not learn");
        return new ImportedNetwork(
                new NewNetworkFolder(
                        network,
                        Map.of(),
                        Optional.of(cut),
                        Optional.of(
                                new SavedNetwork(
                                        network, new float[0], new float[0], 0, Map.of()))),
                lines,
                Optional.empty());
    }

    private static NetworkSpec behind(
            BackboneSpec backbone, String name, List<String> labels, String configuration) {
        return new NetworkSpec(
                name,
                InputShape.embedding(backbone.embedding()),
                labels,
                new Normalisation(List.of(0f), List.of(1f)),
                configuration,
                Optional.of(backbone));
    }

    /** The file's own last layer, where it answers as many labels and the embedding feeds it. */
    private static Optional<SavedNetwork> start(
            OnnxGraph graph, NetworkSpec network, Optional<String> embedding) {
        return embedding.isPresent()
                ? Optional.empty()
                : OnnxDense.last(graph)
                        .filter(
                                dense ->
                                        dense.inputs() == network.input().size()
                                                && dense.outputs() == network.labels().size())
                        .map(
                                dense ->
                                        new SavedNetwork(
                                                network,
                                                dense.parameters(),
                                                new float[0],
                                                0,
                                                Map.of()));
    }

    private static BackboneSpec backbone(
            PictureInput input, String output, byte[] cut, ImportOptions options)
            throws IOException {
        InputShape picture = options.picture(input.height(), input.width(), input.channels());
        Path file = Files.createTempFile("backbone", ".onnx");
        try {
            Files.write(file, cut);
            int size =
                    OnnxBackbone.embeddingSize(spec(input, output, cut, picture, 1, options), file);
            return spec(input, output, cut, picture, size, options);
        } finally {
            Files.delete(file);
        }
    }

    private static BackboneSpec spec(
            PictureInput input,
            String output,
            byte[] cut,
            InputShape picture,
            int size,
            ImportOptions options) {
        return new BackboneSpec(
                Sha256.of(cut),
                input.name(),
                output,
                size,
                picture,
                options.resizing(),
                input.layout(),
                options.channels(),
                options.normalisation(picture));
    }

    private static List<String> labels(ImportOptions options) {
        if (options.labels().isEmpty()) {
            throw new UserException("--labels or --labels-file: names of the labels are needed");
        }
        return options.labels();
    }

    private static List<String> lines(BackboneSpec of, int bytes) {
        List<String> lines = new ArrayList<>();
        lines.add(text("backbone   %.1f MB, sha256 %s", bytes / 1e6, of.sha256().substring(0, 12)));
        lines.add(text("picture    \"%s\", %s", of.input(), of.picture()));
        return lines;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** A file of DL4J's own gives its layers. */
    static ImportedNetwork ofDl4j(String name, Path file, ImportOptions options)
            throws IOException {
        byte[] bytes = NetworkFile.bytes(file);
        InputShape picture = options.picture(0, 0, 0);
        NetworkSpec network =
                new NetworkSpec(
                        name,
                        picture,
                        labels(options),
                        options.normalisation(picture),
                        NetworkFile.configurationOf(bytes));
        NetworkShapes.check(network);
        int parameters = NetworkFile.read(bytes, network).parameters().length;
        return new ImportedNetwork(
                new NewNetworkFolder(network, Map.of(), Optional.empty(), Optional.empty()),
                List.of(text("network    %,d parameters, pictures of %s", parameters, picture)),
                Optional.of(file));
    }

    /** What a line of versions begins from, if not from the seed. */
    Optional<Path> start(Path written) {
        return origin.or(
                () -> folder.start().map(network -> written.resolve(NewNetworkFolder.START)));
    }
}
