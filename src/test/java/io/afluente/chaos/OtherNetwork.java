package io.afluente.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A network of mnist's name, pictures and labels, but of another size. */
final class OtherNetwork {
    private OtherNetwork() {}

    /** One of 795 parameters for each hidden unit, and ten more. */
    static List<String> large(Path folder, int hidden) {
        return arguments(
                folder,
                new DenseLayer.Builder()
                        .name("hidden")
                        .nOut(hidden)
                        .activation(Activation.RELU)
                        .build());
    }

    /** One of 500 parameters. */
    static List<String> small(Path folder) {
        return arguments(
                folder,
                new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                        .name("pool")
                        .kernelSize(4, 4)
                        .stride(4, 4)
                        .build());
    }

    /** Writes it to a folder, and gives the arguments that name this. */
    private static List<String> arguments(Path folder, Layer first) {
        Path models = folder.resolve("models");
        try {
            Path mnist = Files.createDirectories(models.resolve("mnist"));
            Files.copy(Path.of("models", "mnist", "model.json"), mnist.resolve("model.json"));
            Files.writeString(mnist.resolve("network.json"), json(first));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of("--models-dir", models.toString());
    }

    private static String json(Layer first) {
        return new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(0.001))
                .list()
                .layer(first)
                .layer(
                        new OutputLayer.Builder(LossFunction.MCXENT)
                                .name("output")
                                .nOut(10)
                                .activation(Activation.SOFTMAX)
                                .build())
                .setInputType(InputType.convolutional(28, 28, 1))
                .build()
                .toJson();
    }
}
