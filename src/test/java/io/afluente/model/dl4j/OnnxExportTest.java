package io.afluente.model.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.afluente.image.Image;
import io.afluente.model.BadNetworkException;
import io.afluente.model.Classifier;
import io.afluente.model.NetworkSpec;
import io.afluente.model.Prediction;
import io.afluente.model.SavedNetwork;
import io.afluente.model.ServableNetwork;
import io.afluente.model.TestNetworks;
import io.afluente.model.engine.OnnxEngine;
import io.afluente.model.engine.OnnxEnvironment;
import io.afluente.model.file.ModelJson;
import io.afluente.model.onnx.OnnxExport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;

class OnnxExportTest {
    @Test
    void shouldGiveTheSameBytesForTheSameNetwork() {
        SavedNetwork network = Networks.initial(TestNetworks.small(), 7);

        assertThat(OnnxExport.bytes(network)).isEqualTo(OnnxExport.bytes(network));
    }

    @Test
    void shouldDescribeItself() throws OrtException {
        SavedNetwork network = Networks.initial(TestNetworks.small(), 7);
        try (OrtSession session = OnnxEnvironment.get().createSession(OnnxExport.bytes(network))) {
            String json = session.getMetadata().getCustomMetadata().get("model.json");

            assertThat(session.getInputNames()).containsExactly("pixels");
            assertThat(session.getOutputNames()).containsExactly("probabilities");
            assertThat(ModelJson.parse(json.getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(ModelJson.of(network.spec()));
        }
    }

    @Test
    void shouldSkipValuesWhereAConvolutionIsDilated() {
        for (ConvolutionMode mode : List.of(ConvolutionMode.Truncate, ConvolutionMode.Same)) {
            assertAnswersLikeStock(
                    TestNetworks.of(
                            new ConvolutionLayer.Builder(2, 3)
                                    .nOut(4)
                                    .dilation(2, 1)
                                    .convolutionMode(mode)
                                    .build(),
                            TestNetworks.output()));
        }
    }

    @Test
    void shouldDropNothingOnceItHasLearned() {
        assertAnswersLikeStock(TestNetworks.withDropout());
    }

    @Test
    void shouldNameALayerThatItDoesNotKnow() {
        NetworkSpec spec =
                TestNetworks.of(
                        new LocalResponseNormalization.Builder().name("norm").build(),
                        TestNetworks.output());

        assertThatThrownBy(() -> OnnxExport.bytes(Networks.initial(spec, 7)))
                .isInstanceOf(BadNetworkException.class)
                .hasMessage("norm: LocalResponseNormalization can't be translated to ONNX");
    }

    @Test
    void shouldNameAnActivationThatItDoesNotKnow() {
        NetworkSpec spec =
                TestNetworks.of(
                        new DenseLayer.Builder()
                                .name("hidden")
                                .nOut(5)
                                .activation(Activation.THRESHOLDEDRELU)
                                .build(),
                        TestNetworks.output());

        assertThatThrownBy(() -> OnnxExport.bytes(Networks.initial(spec, 7)))
                .isInstanceOf(BadNetworkException.class)
                .hasMessageStartingWith("hidden: the activation");
    }

    @Test
    void shouldRefuseTheWrongNumberOfParameters() {
        NetworkSpec spec = TestNetworks.small();

        assertThatThrownBy(
                        () ->
                                OnnxExport.bytes(
                                        new SavedNetwork(
                                                spec, new float[5], new float[0], 0, Map.of())))
                .isInstanceOf(BadNetworkException.class)
                .hasMessageContaining("got 5");
    }

    private static void assertAnswersLikeStock(NetworkSpec spec) {
        SavedNetwork network = Networks.initial(spec, 7);
        List<Image> images = TestNetworks.images(spec.input(), 5, 1);
        try (Classifier stock = new StockNetwork(network, 5);
                ServableNetwork servable = new OnnxEngine(5).prepare(network);
                Classifier onnx = servable.classifier()) {
            List<Prediction> expected = stock.predict(images);
            List<Prediction> answers = onnx.predict(images);
            for (int i = 0; i < images.size(); i++) {
                assertThat(answers.get(i).probabilities())
                        .containsExactly(expected.get(i).probabilities(), within(1e-5f));
            }
        }
    }
}
