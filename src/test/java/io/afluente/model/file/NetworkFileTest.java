package io.afluente.model.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.afluente.image.Image;
import io.afluente.model.BadNetworkException;
import io.afluente.model.Classifier;
import io.afluente.model.NetworkSpec;
import io.afluente.model.OnlineClassifier;
import io.afluente.model.SavedNetwork;
import io.afluente.model.TestNetworks;
import io.afluente.model.dl4j.Networks;
import io.afluente.model.dl4j.Tuning;
import io.afluente.model.network.NetworkDefinition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class NetworkFileTest {
    private static final SavedNetwork NETWORK = trained();

    @Test
    void shouldReadWhatItWrote() {
        SavedNetwork read = NetworkFile.read(NetworkFile.write(NETWORK));

        assertThat(read.spec()).isEqualTo(NETWORK.spec());
        assertThat(read.parameters()).containsExactly(NETWORK.parameters());
        assertThat(read.updaterState()).containsExactly(NETWORK.updaterState());
        assertThat(read.steps()).isEqualTo(3);
        assertThat(read.extras()).containsOnlyKeys("lineage.json", "learner");
        assertThat(read.extras().get("learner")).containsExactly(1, 2, 3);
    }

    @Test
    void shouldReadEachVersionOfANetworkWithItsOwnSteps() {
        SavedNetwork first = Networks.initial(NETWORK.spec(), 7);
        byte[] untrained = NetworkFile.write(first);
        byte[] trained = NetworkFile.write(NETWORK);

        for (int again = 0; again < 2; again++) {
            assertThat(NetworkFile.read(untrained).steps()).isZero();
            assertThat(NetworkFile.read(trained).steps()).isEqualTo(3);
            assertThat(NetworkFile.read(untrained).parameters())
                    .containsExactly(first.parameters());
            assertThat(NetworkFile.read(trained).spec()).isEqualTo(NETWORK.spec());
        }
    }

    @Test
    void shouldKnowAnotherConfigurationFromOneThatItHasSeen() {
        NetworkSpec small = NETWORK.spec();
        NetworkFile.read(NetworkFile.write(Networks.initial(small, 8)));
        SavedNetwork other = Networks.initial(Tuning.updater(small, "sgd"), 8);

        assertThat(NetworkFile.read(NetworkFile.write(other)).spec()).isEqualTo(other.spec());
    }

    @Test
    void shouldWriteTheSameBytesForTheSameNetwork() {
        byte[] file = NetworkFile.write(NETWORK);

        assertThat(NetworkFile.write(trained())).isEqualTo(file);
        assertThat(NetworkFile.write(NetworkFile.read(file))).isEqualTo(file);
    }

    @Test
    void shouldBeOpenedByStockDl4j() throws IOException {
        byte[] file = NetworkFile.write(NETWORK);

        MultiLayerNetwork stock =
                ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(file), true);

        assertThat(stock.params().toFloatVector()).containsExactly(NETWORK.parameters());
        assertThat(stock.updaterState().toFloatVector()).containsExactly(NETWORK.updaterState());
        assertThat(stock.getIterationCount()).isEqualTo(3);
        assertThat(answer(stock)).containsExactly(answer(NETWORK), within(2e-6f));
    }

    @Test
    void shouldOpenWhatStockDl4jWrote() throws IOException {
        MultiLayerNetwork stock =
                new MultiLayerNetwork(NetworkConfiguration.parse(NETWORK.spec().configuration()));
        stock.init();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ModelSerializer.writeModel(stock, file, true);

        SavedNetwork read = NetworkFile.read(file.toByteArray(), NETWORK.spec());

        assertThat(read.spec()).isEqualTo(NETWORK.spec());
        assertThat(read.parameters()).containsExactly(stock.params().toFloatVector());
        assertThat(read.updaterState()).hasSize(2 * read.parameters().length);
    }

    @Test
    void shouldLeaveOutTheStateOfAnUpdaterThatHasNone() {
        NetworkSpec spec = Tuning.updater(TestNetworks.small(), "sgd");
        SavedNetwork plain = Networks.initial(spec, 7);

        assertThat(NetworkFile.read(NetworkFile.write(plain)).updaterState()).isEmpty();
    }

    @Test
    void shouldWriteArraysAsNd4jDoes() throws IOException {
        float[] values = {1.5f, -0f, 3e-20f};
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (INDArray array = Nd4j.createFromArray(values);
                DataOutputStream out = new DataOutputStream(bytes)) {
            Nd4j.write(array, out);
        }

        assertThat(NdArrayFormat.write(values)).isEqualTo(bytes.toByteArray());
        assertThat(NdArrayFormat.read(bytes.toByteArray())).containsExactly(values);
    }

    @Test
    void shouldHashParametersAsBigEndianFloats() {
        // printf '\x3f\x80\x00\x00' | sha256sum
        assertThat(ParametersHash.sha256(new float[] {1}))
                .isEqualTo("de620abd6d3615746360c1d15ce3a56291236d37424124054a49d25e947ffc4d");
    }

    private static SavedNetwork trained() {
        NetworkSpec small = TestNetworks.small();
        try (OnlineClassifier network = Networks.online(Networks.initial(small, 7), 8)) {
            for (int k = 0; k < 3; k++) {
                network.learn(TestNetworks.examples(small, 8, k), 1);
            }
            SavedNetwork saved = network.saved();
            return new SavedNetwork(
                    saved.spec(),
                    saved.parameters(),
                    saved.updaterState(),
                    saved.steps(),
                    Map.of(
                            "lineage.json",
                            "{}".getBytes(StandardCharsets.UTF_8),
                            "learner",
                            new byte[] {1, 2, 3}));
        }
    }

    private static float[] answer(MultiLayerNetwork stock) {
        Image image = TestNetworks.images(TestNetworks.INPUT, 1, 5).get(0);
        StockInput input =
                new StockInput(
                        NETWORK.spec(),
                        new NetworkDefinition.Chain(stock.getLayerWiseConfigurations()));
        INDArray vector = Nd4j.create(DataType.FLOAT, image.shape().size());
        return stock.output(input.write(List.of(image), vector)).toFloatVector();
    }

    private static float[] answer(SavedNetwork network) {
        try (Classifier classifier = Networks.online(network, 8)) {
            return classifier
                    .predict(TestNetworks.images(TestNetworks.INPUT, 1, 5))
                    .get(0)
                    .probabilities();
        }
    }

    @Test
    void shouldPassOverWhatOnlyDl4jHasAUseFor() {
        byte[] ours = NetworkFile.write(NETWORK);
        Map<String, byte[]> entries = ZipContents.read(ours, name -> true);
        entries.put("normalizer.bin", new byte[10]);
        entries.put("objects/anything", new byte[10]);

        SavedNetwork read = NetworkFile.read(ZipContents.write(entries));

        assertThat(read.parameters()).containsExactly(NETWORK.parameters());
    }

    @Test
    void shouldSayWhatToDoAboutOtherFormsOfDl4js() {
        assertThatThrownBy(() -> NdArrayFormat.read(header("MIXED_DATA_TYPES", "DOUBLE")))
                .isInstanceOf(BadNetworkException.class)
                .hasMessageContaining("convertDataType(DataType.FLOAT), and save it");
        assertThatThrownBy(() -> NdArrayFormat.read(header("DIRECT", "INT")))
                .isInstanceOf(BadNetworkException.class)
                .hasMessageContaining("open and save it with 1.0.0-M2.1");
    }

    private static byte[] header(String mode, String type) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF(mode);
        out.writeLong(1);
        out.writeUTF(type);
        return bytes.toByteArray();
    }
}
