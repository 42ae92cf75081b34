package io.afluente.cli.models.folder;

import io.afluente.image.InputShape;
import io.afluente.model.BackboneSpec;
import io.afluente.model.NetworkSpec;
import io.afluente.model.Normalisation;
import io.afluente.model.SavedNetwork;
import io.afluente.model.dl4j.Heads;
import io.afluente.model.engine.OnnxBackbone;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An ONNX file as a backbone, with a head behind it that learns, or with none.
 *
 * @param name of the model
 * @param file where the graph came from
 * @param options what the file does not say
 */
record ImportedOnnx(String name, Path file, OnnxGraph graph, ImportOptions options) {
    /** Embeddings learn from few examples, practised often. */
    private static final Map<String, String> TRAINING =
            Map.of(
                    "average", "0.99",
                    "batch-size", "16",
                    "checkpoint-every", "20",
                    "replay", "8");

    /** A graph up to one of its values, and what is said of it. */
    private record Cut(byte[] bytes, BackboneSpec backbone) {
        List<String> lines() {
            return List.of(
                    ImportedNetwork.text(
                            "backbone   %.1f MB, sha256 %s",
                            bytes.length / 1e6, backbone.sha256().substring(0, 12)),
                    ImportedNetwork.text(
                            "picture    \"%s\", %s", backbone.input(), backbone.picture()));
        }
    }

    static ImportedOnnx read(String name, Path file, ImportOptions options) throws IOException {
        return new ImportedOnnx(name, file, OnnxGraph.read(file), options);
    }

    /** A backbone that ends at the embedding, with a head. */
    ImportedNetwork withHead(Optional<String> embedding) throws IOException {
        List<String> labels = options.requireLabels();
        ProposedEmbedding chosen = chosen(embedding);
        Cut cut = cut(chosen.value());
        int size = cut.backbone().embedding();
        NetworkSpec network = behind(cut, labels, Heads.dense(size, labels.size()));
        Optional<SavedNetwork> start =
                embedding.isPresent() ? Optional.empty() : ownLastLayer(network);
        return imported(
                cut,
                new NewNetworkFolder(network, TRAINING, Optional.of(cut.bytes()), start),
                ImportedNetwork.text(
                        "embedding  \"%s\", %,d values: %s", chosen.value(), size, chosen.why()),
                ImportedNetwork.text("head       dense, %,d to %d labels", size, labels.size()),
                start.isPresent()
                        ? "start      the file's own last layer: it answers as the file does"
                        : "start      drawn from the seed: it has everything to learn");
    }

    /** A classifier that serves as it is: softmax of its logits. */
    ImportedNetwork asItIs() throws IOException {
        List<String> labels = options.requireLabels();
        String logits = Logits.of(graph);
        Cut cut = cut(logits);
        if (cut.backbone().embedding() != labels.size()) {
            throw new UserException(
                    "--labels: the network has %,d outputs (\"%s\"), and %,d labels are given"
                            .formatted(cut.backbone().embedding(), logits, labels.size()));
        }
        NetworkSpec network = behind(cut, labels, NoHead.configuration());
        SavedNetwork only = new SavedNetwork(network, new float[0], new float[0], 0, Map.of());
        return imported(
                cut,
                new NewNetworkFolder(
                        network, Map.of(), Optional.of(cut.bytes()), Optional.of(only)),
                ImportedNetwork.text(
                        "answers    softmax of \"%s\", %,d labels", logits, labels.size()),
                "head       none: it serves as it is, and does not learn");
    }

    private static ImportedNetwork imported(Cut cut, NewNetworkFolder folder, String... more) {
        return new ImportedNetwork(
                folder,
                Stream.concat(cut.lines().stream(), Stream.of(more)).toList(),
                Optional.empty());
    }

    private ProposedEmbedding chosen(Optional<String> embedding) {
        return embedding
                .map(value -> new ProposedEmbedding(value, "as you said"))
                .or(() -> ProposedEmbedding.of(graph))
                .orElseThrow(
                        () ->
                                new UserException(
                                        file
                                                + ": has no dense layer and no global pooling; --embedding names the value to learn from"));
    }

    private NetworkSpec behind(Cut cut, List<String> labels, String configuration) {
        return new NetworkSpec(
                name,
                InputShape.embedding(cut.backbone().embedding()),
                labels,
                new Normalisation(List.of(0f), List.of(1f)),
                configuration,
                Optional.of(cut.backbone()));
    }

    /** The file's own last layer, where it answers as many labels and the embedding feeds it. */
    private Optional<SavedNetwork> ownLastLayer(NetworkSpec network) {
        return OnnxDense.last(graph)
                .filter(dense -> dense.inputs() == network.input().size())
                .filter(dense -> dense.outputs() == network.labels().size())
                .map(
                        dense ->
                                new SavedNetwork(
                                        network, dense.parameters(), new float[0], 0, Map.of()));
    }

    private Cut cut(String value) throws IOException {
        byte[] bytes = graph.endingAt(value);
        PictureInput input = PictureInput.of(graph);
        InputShape picture = options.picture(input.height(), input.width(), input.channels());
        Path temporary = Files.createTempFile("backbone", ".onnx");
        try {
            Files.write(temporary, bytes);
            BackboneSpec unmeasured = spec(input, value, bytes, picture, 1);
            int size = OnnxBackbone.embeddingSize(unmeasured, temporary);
            return new Cut(bytes, spec(input, value, bytes, picture, size));
        } finally {
            Files.delete(temporary);
        }
    }

    private BackboneSpec spec(
            PictureInput input, String value, byte[] bytes, InputShape picture, int size) {
        return new BackboneSpec(
                Sha256.of(bytes),
                input.name(),
                value,
                size,
                picture,
                options.resizing(),
                input.layout(),
                options.channels(),
                options.normalisation(picture));
    }
}
