package io.afluente.model.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.image.InputShape;
import io.afluente.model.BadNetworkException;
import io.afluente.model.dl4j.Networks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkFolderTest {
    private static final Path MNIST = Path.of("models", "mnist");

    @TempDir Path folder;

    @BeforeEach
    void copyMnist() throws IOException {
        Files.copy(MNIST.resolve("network.json"), folder.resolve("network.json"));
        Files.copy(MNIST.resolve("model.json"), folder.resolve("model.json"));
    }

    @Test
    void shouldReadTheNotebooksNetwork() {
        NetworkFolder mnist = NetworkFolder.read(MNIST);

        assertThat(mnist.spec().name()).isEqualTo("mnist");
        assertThat(mnist.spec().input()).isEqualTo(new InputShape(28, 28, 1));
        assertThat(mnist.spec().labels()).hasSize(10);
        assertThat(mnist.training()).containsEntry("batch-size", "32");
        assertThat(Networks.initial(mnist.spec(), 1).parameters()).hasSize(9_098);
    }

    @Test
    void shouldReadAnotherFolderAsAnotherModel() {
        NetworkFolder cifar = NetworkFolder.read(Path.of("models", "cifar10"));

        assertThat(cifar.spec().name()).isEqualTo("cifar10");
        assertThat(cifar.spec().input()).isEqualTo(new InputShape(32, 32, 3));
    }

    @Test
    void shouldNameAMissingFile() throws IOException {
        Files.delete(folder.resolve("network.json"));

        assertRefused("network.json: there is no such file");
    }

    @Test
    void shouldNameBrokenJson() throws IOException {
        Files.writeString(folder.resolve("model.json"), "{\"input\": ");

        assertRefused("model.json: no JSON");
    }

    @Test
    void shouldNameAMissingField() throws IOException {
        Files.writeString(folder.resolve("model.json"), "{\"labels\": [\"a\", \"b\"]}");

        assertRefused("model.json: input: is missing");
    }

    @Test
    void shouldNameAnUnknownField() throws IOException {
        replace("model.json", "\"training\"", "\"trainig\"");

        assertRefused("model.json: trainig: ");
    }

    @Test
    void shouldCompareLabelsWithOutputs() throws IOException {
        replace("model.json", "\"9\"", "\"9\", \"10\"");

        assertRefused("labels: there are 11");
    }

    @Test
    void shouldComparePicturesWithTheNetwork() throws IOException {
        replace("model.json", "\"height\": 28", "\"height\": 32");

        assertRefused("output: ");
    }

    @Test
    void shouldCompareChannelsWithTheFirstLayer() throws IOException {
        replace("network.json", "\"nin\" : 1,", "\"nin\" : 3,");

        assertRefused("conv1: nin is 3, but the layer before gives 1");
    }

    @Test
    void shouldRefuseAMeanForEachOfThreeChannelsOfAGreyPicture() throws IOException {
        replace("model.json", "[0.5], \"dev", "[0.5, 0.5, 0.5], \"dev");

        assertRefused("model.json: normalisation: ");
    }

    @Test
    void shouldRefuseAForeignClass() throws IOException {
        replace("network.json", "org.nd4j.linalg.activations.impl.ActivationReLU", "java.net.URL");

        assertRefused("network.json: configuration: the class \"java.net.URL\" is not allowed");
    }

    private void assertRefused(String reason) {
        assertThatThrownBy(() -> NetworkFolder.read(folder))
                .isInstanceOf(BadNetworkException.class)
                .hasMessageContaining(reason)
                .hasMessageStartingWith(folder.toString());
    }

    private void replace(String file, String what, String by) throws IOException {
        String text = Files.readString(folder.resolve(file));
        assertThat(text).contains(what);
        Files.writeString(folder.resolve(file), text.replace(what, by));
    }
}
