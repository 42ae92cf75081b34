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
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
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

    private static float[] values(Image embedding) {
        float[] values = new float[embedding.shape().size()];
        embedding.floats().get(values);
        return values;
    }
}
