package io.afluente.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.afluente.TestNetworks;
import io.afluente.image.Image;
import io.afluente.model.BackboneSpec;
import io.afluente.model.BadNetworkException;
import io.afluente.model.Classifier;
import io.afluente.model.Prediction;
import io.afluente.model.ServableNetwork;
import io.afluente.model.dl4j.Nd4jEngine;
import io.afluente.model.dl4j.Networks;
import io.afluente.model.onnx.OnnxGraph;
import io.afluente.model.onnx.ProposedEmbedding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import onnx.Onnx.ModelProto;
import onnx.Onnx.StringStringEntryProto;
import onnx.Onnx.TensorProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxBackboneTest {
    @TempDir private Path folder;

    private static final List<Image> PICTURES =
            IntStream.range(0, 70).mapToObj(i -> TestNetworks.picture(i).image()).toList();

    @Test
    void shouldGiveThePredictionsOfANetworkWhoseOutputItEndsAt() {
        BackboneSpec spec = Backbones.spec("probabilities", 10);

        try (OnnxBackbone backbone = OnnxBackbone.open(spec, Backbones.write(folder));
                ServableNetwork same =
                        new Nd4jEngine(70).prepare(Networks.initial(TestNetworks.mnist(), 7));
                Classifier classifier = same.classifier()) {
            List<Image> embeddings = backbone.embed(PICTURES);
            List<Prediction> answers = classifier.predict(PICTURES);

            for (int i = 0; i < PICTURES.size(); i++) {
                assertThat(values(embeddings.get(i)))
                        .usingComparatorWithPrecision(1e-5f)
                        .containsExactly(answers.get(i).probabilities());
            }
        }
    }

    @Test
    void shouldEndAtAValueInside() throws IOException {
        Path file = Backbones.write(folder);
        String inner = ProposedEmbedding.of(OnnxGraph.read(file)).orElseThrow().value();
        BackboneSpec unknown = Backbones.spec(inner, 1);

        int size = OnnxBackbone.embeddingSize(unknown, file);

        try (OnnxBackbone backbone = OnnxBackbone.open(Backbones.spec(inner, size), file)) {
            Image alone = backbone.embed(PICTURES.get(3));
            assertThat(alone.shape().size()).isEqualTo(size).isGreaterThan(10);
            assertThat(backbone.embed(PICTURES.get(3)))
                    .as("the same picture alone has the same bits")
                    .isEqualTo(alone);
            assertThat(values(backbone.embed(PICTURES).get(3))[5])
                    .isCloseTo(values(alone)[5], within(1e-5f));
        }
    }

    @Test
    void shouldSayWhatTheFileHasNot() {
        Path file = Backbones.write(folder);

        assertThatThrownBy(() -> OnnxBackbone.open(Backbones.spec("nothing", 10), file))
                .isInstanceOf(BadNetworkException.class)
                .hasMessage("backbone: output: the graph has no value \"nothing\"");
        assertThatThrownBy(() -> OnnxBackbone.open(Backbones.spec("probabilities", 11), file))
                .isInstanceOf(BadNetworkException.class)
                .hasMessage(
                        "backbone: embedding: \"probabilities\" has 10 values for a picture, not 11");
    }

    @Test
    void shouldRefuseWeightsInOtherFilesThatThisMachineHas() throws IOException {
        Path file = Backbones.write(folder);
        ModelProto.Builder model = ModelProto.parseFrom(Files.readAllBytes(file)).toBuilder();
        TensorProto.Builder weights =
                model.getGraphBuilder().getInitializerBuilderList().stream()
                        .filter(tensor -> tensor.getDataType() == TensorProto.DataType.FLOAT_VALUE)
                        .findFirst()
                        .orElseThrow();
        Files.write(folder.resolve("elsewhere"), bytes(weights));
        weights.clearRawData()
                .clearFloatData()
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(
                        StringStringEntryProto.newBuilder()
                                .setKey("location")
                                .setValue("elsewhere"));
        Files.write(file, model.build().toByteArray());

        assertThatThrownBy(() -> OnnxBackbone.open(Backbones.spec("probabilities", 10), file))
                .isInstanceOf(BadNetworkException.class)
                .hasMessage(
                        "backbone: its weights are in other files; export it with all of them"
                                + " inside");
    }

    private static byte[] bytes(TensorProto.Builder weights) {
        if (weights.getFloatDataCount() == 0) {
            return weights.getRawData().toByteArray();
        }
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * weights.getFloatDataCount());
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        weights.getFloatDataList().forEach(bytes::putFloat);
        return bytes.array();
    }

    private static float[] values(Image embedding) {
        float[] values = new float[embedding.shape().size()];
        embedding.floats().get(values);
        return values;
    }
}
