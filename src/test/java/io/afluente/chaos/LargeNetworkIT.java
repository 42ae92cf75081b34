package io.afluente.chaos;

import io.afluente.BrokerExtension;
import io.afluente.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * A network far larger than a message, on a broker with its usual limits: 318,000 parameters, or
 * 795 for each of {@code -Dchaos.hidden}.
 */
@ExtendWith(BrokerExtension.class)
class LargeNetworkIT {
    private static final int HIDDEN = Integer.getInteger("chaos.hidden", 400);
    private static final int SOME = 100;

    @TempDir private Path folder;

    @Test
    void shouldLearnServeAndResumeALargeNetwork(TestCluster cluster) throws IOException {
        Random random = Chaos.random("large network");
        Stopwatch recovery = new Stopwatch(HIDDEN * 795L + 10 + " parameters, killed");
        try (WholeService service =
                new WholeService(
                        cluster.withTopics(),
                        folder,
                        random,
                        "--models-dir",
                        modelsWithALargeOne().toString())) {
            service.feed(SOME);
            service.awaitNews();
            for (int kill = 0; kill < Chaos.kills(1); kill++) {
                service.feed(SOME);
                Chaos.linger(random.nextInt(2_000));
                service.kill();
                recovery.measure(
                        () -> {
                            service.start();
                            service.awaitNews();
                        });
            }
            service.assertNothingLost();
        }
        recovery.print();
    }

    /** The network of mnist's name, pictures and labels is another one there. */
    private Path modelsWithALargeOne() throws IOException {
        Path models = folder.resolve("models");
        Path mnist = Files.createDirectories(models.resolve("mnist"));
        Files.copy(Path.of("models", "mnist", "model.json"), mnist.resolve("model.json"));
        Files.writeString(mnist.resolve("network.json"), large().toJson());
        return models;
    }

    private static MultiLayerConfiguration large() {
        return new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(0.001))
                .list()
                .layer(
                        new DenseLayer.Builder()
                                .name("hidden")
                                .nOut(HIDDEN)
                                .activation(Activation.RELU)
                                .build())
                .layer(
                        new OutputLayer.Builder(LossFunction.MCXENT)
                                .name("output")
                                .nOut(10)
                                .activation(Activation.SOFTMAX)
                                .build())
                .setInputType(InputType.convolutional(28, 28, 1))
                .build();
    }
}
