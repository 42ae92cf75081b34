package io.afluente;

import io.afluente.image.InputShape;
import io.afluente.image.Resizing;
import io.afluente.meter.Meters;
import io.afluente.model.BackboneSpec;
import io.afluente.model.Layout;
import io.afluente.model.NetworkSpec;
import io.afluente.model.Normalisation;
import io.afluente.model.dl4j.Networks;
import io.afluente.model.engine.PictureInputs;
import io.afluente.model.file.NetworkFolder;
import io.afluente.model.onnx.OnnxExport;
import io.afluente.model.onnx.OnnxGraph;
import io.afluente.registry.BackboneArrivals;
import io.afluente.registry.BackboneFolder;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Lineage;
import io.afluente.registry.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Backbones for tests, and heads behind them. */
public final class TestBackbones {
    private static final Set<String> DENSE = Set.of("Gemm", "MatMul");
    private static final InputShape PICTURE = new InputShape(28, 28, 1);

    private TestBackbones() {}

    /** Where there are none: nothing is ever written. */
    public static BackboneArrivals noArrivals() {
        return new BackboneArrivals(
                "mnist", new BackboneFolder(Path.of("target", "backbones")), Meters.none());
    }

    /** What a network learns from that takes pictures. */
    public static PictureInputs noInputs(NetworkSpec network) {
        return PictureInputs.of(network, spec -> Path.of(spec.sha256()));
    }

    /**
     * Writes an ONNX file: mnist's network as it is drawn from a seed, up to what its last layer
     * takes.
     */
    public static BackboneSpec write(Path file, long seed) {
        NetworkSpec mnist = TestNetworks.mnist();
        try {
            Files.write(file, OnnxExport.bytes(Networks.initial(mnist, seed)));
            OnnxGraph graph = OnnxGraph.read(file);
            String inside =
                    graph.nodes().stream()
                            .filter(node -> DENSE.contains(node.getOpType()))
                            .reduce((one, later) -> later)
                            .orElseThrow()
                            .getInput(0);
            return new BackboneSpec(
                    Sha256.of(file),
                    "pixels",
                    inside,
                    lastInputs(mnist),
                    PICTURE,
                    Resizing.LETTERBOX,
                    Layout.CHANNELS_LAST,
                    BackboneSpec.Channels.RGB,
                    new Normalisation(List.of(0f), List.of(1f)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int lastInputs(NetworkSpec network) {
        MultiLayerConfiguration layers = MultiLayerConfiguration.fromJson(network.configuration());
        int last = layers.getConfs().size() - 1;
        return (int) ((FeedForwardLayer) layers.getConf(last).getLayer()).getNIn();
    }

    /** Writes mnist's folder with a backbone, a head behind it and mnist's labels. */
    public static NetworkFolder writeFolder(Path models, long seed) {
        try {
            Path folder = Files.createDirectories(models.resolve("mnist"));
            BackboneSpec backbone = write(folder.resolve("backbone.onnx"), seed);
            Files.writeString(folder.resolve("network.json"), head(backbone.embedding()));
            Files.writeString(
                    folder.resolve("model.json"),
                    """
                    {"input": {"height": 28, "width": 28, "channels": 1},
                     "labels": ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
                     "backbone": {
                       "file": "backbone.onnx", "sha256": "%s", "input": "pixels",
                       "output": "%s", "embedding": %d, "layout": "channels-last",
                       "normalisation": {"mean": [0], "deviation": [1]}}}
                    """
                            .formatted(backbone.sha256(), backbone.output(), backbone.embedding()));
            return NetworkFolder.read(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A version behind a backbone that has learned nothing. */
    public static Checkpoint untrained(NetworkSpec network, long sequence) {
        return Checkpoint.seal(
                sequence,
                Networks.initial(network, 1),
                Lineage.beginning(null, Networks.initial(network, 1), 1, "test", "test"),
                new byte[0]);
    }

    private static String head(int embedding) {
        return new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(0.01))
                .list(
                        new OutputLayer.Builder(LossFunction.MCXENT)
                                .name("output")
                                .nIn(embedding)
                                .nOut(10)
                                .activation(Activation.SOFTMAX)
                                .build())
                .build()
                .toJson();
    }
}
