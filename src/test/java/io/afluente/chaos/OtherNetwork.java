package io.afluente.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A network of mnist's name, pictures and labels, but of other layers. */
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

    /** One with batch normalisation before a pooling and in front of the last layer. */
    static List<String> normalised(Path folder) {
        return arguments(
                folder,
                new ConvolutionLayer.Builder(3, 3)
                        .name("conv")
                        .stride(2, 2)
                        .nOut(4)
                        .hasBias(false)
                        .build(),
                new BatchNormalization(),
                new ActivationLayer(Activation.RELU),
                new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                        .kernelSize(2, 2)
                        .stride(2, 2)
                        .build(),
                new DenseLayer.Builder()
                        .name("hidden")
                        .nOut(16)
                        .activation(Activation.IDENTITY)
                        .build(),
                new BatchNormalization.Builder().activation(Activation.RELU).build());
    }

    /** Writes it to a folder, and gives the arguments that name this. */
    private static List<String> arguments(Path folder, Layer... first) {
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

    private static String json(Layer... first) {
        ListBuilder layers =
                new NeuralNetConfiguration.Builder().seed(1).updater(new Adam(0.001)).list();
        Stream.of(first).forEach(layers::layer);
        return layers.layer(
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
