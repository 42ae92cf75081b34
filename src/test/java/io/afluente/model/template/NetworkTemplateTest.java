package io.afluente.model.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.image.Examples;
import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.model.Classifier;
import io.afluente.model.NetworkSpec;
import io.afluente.model.Normalisation;
import io.afluente.model.SavedNetwork;
import io.afluente.model.ServableNetwork;
import io.afluente.model.dl4j.Networks;
import io.afluente.model.engine.Engines;
import io.afluente.model.file.NetworkFolder;
import io.afluente.model.onnx.OnnxExport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every network that a new model can begin with suits pictures of every size. */
class NetworkTemplateTest {
    private static final Normalisation GREY = new Normalisation(List.of(0.4f), List.of(0.2f));
    private static final Normalisation COLOUR =
            new Normalisation(List.of(0.4f, 0.5f, 0.6f), List.of(0.2f, 0.2f, 0.2f));

    @TempDir private Path models;

    @ParameterizedTest
    @EnumSource
    void shouldAnswerPicturesOfEverySize(NetworkTemplate template) throws IOException {
        for (int side : List.of(16, 28, 33, 64, 100, 224)) {
            InputShape input = new InputShape(side, side, side % 3 == 1 ? 3 : 1);
            NetworkSpec spec = made(template, input).spec();

            SavedNetwork network = Networks.initial(spec, 1);

            assertThat(network.parameters().length).as("%s", input).isLessThan(120_000);
            try (ServableNetwork servable = Engines.of(Engines.REFERENCE, 2).prepare(network);
                    Classifier classifier = servable.classifier()) {
                Image picture = Examples.noise(input, new Random(1));
                assertThat(classifier.predict(List.of(picture)).get(0).probabilities()).hasSize(3);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldBeOfLayersThatAreCompiled(NetworkTemplate template) throws IOException {
        NetworkSpec spec = made(template, new InputShape(32, 32, 3)).spec();

        // writes what the plan can run, and refuses the rest
        assertThat(OnnxExport.bytes(Networks.initial(spec, 1))).isNotEmpty();
    }

    @Test
    void shouldDescribeTheModelInItsFolder() throws IOException {
        NetworkFolder read = made(NetworkTemplate.CNN, new InputShape(32, 32, 3));

        assertThat(NetworkFolder.read(models.resolve("cnn-32"))).isEqualTo(read);
        assertThat(read.spec().labels()).containsExactly("a", "b", "c");
        assertThat(read.spec().normalisation()).isEqualTo(COLOUR);
        assertThat(read.training()).containsEntry("batch-size", "32");
        assertThat(models.toFile().list()).hasSize(1);
    }

    private NetworkFolder made(NetworkTemplate template, InputShape input) throws IOException {
        Normalisation normalisation = input.channels() == 1 ? GREY : COLOUR;
        return new NewModel(input, List.of("a", "b", "c"), normalisation, template)
                .write(models.resolve(template + "-" + input.height()));
    }
}
