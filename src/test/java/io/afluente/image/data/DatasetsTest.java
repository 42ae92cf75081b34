package io.afluente.image.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.image.ClassPictures;
import io.afluente.image.Examples;
import io.afluente.image.InputShape;
import io.afluente.image.LabeledImage;
import io.afluente.image.PictureForm;
import io.afluente.image.decode.ImageDecoder;
import io.afluente.image.decode.ImageLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsTest {
    private static final InputShape OWN = new InputShape(12, 10, 3);
    private static final InputShape NETWORKS = new InputShape(8, 8, 1);

    @TempDir private Path folder;
    private final List<String> told = new ArrayList<>();
    private final Datasets datasets =
            new Datasets(
                    file -> List.of("ant", "bee").indexOf(file.folder()),
                    PictureForm.of(NETWORKS),
                    told::add);

    @Test
    void shouldReadEachPictureAsAClassifierDoes() throws IOException {
        ClassPictures.write(folder, 20, OWN, "ant", "bee");
        ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

        Dataset train = datasets.open(folder, Split.TRAIN);

        for (int i = 0; i < train.size(); i++) {
            LabeledImage example = train.read(i).orElseThrow();
            byte[] file = Files.readAllBytes(folder.resolve(train.id(i)));
            assertThat(example.image()).isEqualTo(decoder.decode(file, PictureForm.of(NETWORKS)));
            assertThat(example.label()).isEqualTo(train.label(i));
            assertThat(train.id(i)).startsWith(example.label() == 0 ? "ant/" : "bee/");
        }
        assertThat(train.size() + datasets.open(folder, Split.TEST).size()).isEqualTo(40);
        assertThat(told).isEmpty();
    }

    @Test
    void shouldNameAndCountWhatCanNotBeReadAndGoOn() throws IOException {
        ClassPictures.write(folder.resolve("train"), 4, OWN, "ant", "bee");
        ClassPictures.write(folder.resolve("test"), 1, OWN, "ant", "bee");
        Path damaged = Files.writeString(folder.resolve("train/ant/1.png"), "no picture");
        Dataset train = datasets.open(folder, Split.TRAIN);
        Path gone = folder.resolve("train/bee/2.png");
        Files.delete(gone);

        assertThat(train.examples()).hasSize(6);
        assertThat(train.examples()).hasSize(6);

        assertThat(train.size()).isEqualTo(8);
        assertThat(train.unreadable()).isEqualTo(2);
        assertThat(told)
                .containsExactlyInAnyOrder(
                        gone + ": does not exist",
                        damaged
                                + ": picture: only PNG, JPEG, WebP, GIF, BMP and TIFF are accepted, this is text that"
                                + " begins \"no picture\"");
    }

    @Test
    void shouldReadNoMoreOfAFileThanADecoderTakes() throws IOException {
        ClassPictures.write(folder.resolve("train"), 1, OWN, "ant");
        ClassPictures.write(folder.resolve("test"), 1, OWN, "ant");
        byte[] large = new byte[ImageLimits.DEFAULT.maxBytes() + 100];
        Files.write(folder.resolve("train/ant/0.png"), large);

        assertThat(datasets.open(folder, Split.TRAIN).read(0)).isEmpty();
        assertThat(told).singleElement().asString().contains("allowed are 8,388,608");
    }

    @Test
    void shouldOpenIdxFilesAsWell() throws IOException {
        List<LabeledImage> examples = Examples.noise(7, OWN, 1);
        IdxWriter.write(folder, Split.TEST, examples);

        Dataset test = datasets.open(folder, Split.TEST);

        assertThat(test.examples()).isEqualTo(examples);
        assertThat(test.id(3)).isEqualTo("test-000003");
        assertThat(test.unreadable()).isZero();
    }

    @Test
    void shouldGivePartsOfIt() throws IOException {
        List<LabeledImage> examples = Examples.noise(7, OWN, 1);
        IdxWriter.write(folder, Split.TRAIN, examples);
        Dataset train = datasets.open(folder, Split.TRAIN);

        Dataset part = train.part(2, 6).part(1, 3);

        assertThat(part.examples()).isEqualTo(examples.subList(3, 5));
        assertThat(part.id(0)).isEqualTo("train-000003");
        assertThat(part.label(1)).isEqualTo(4);
        assertThat(train.first(100).size()).isEqualTo(7);
        assertThatThrownBy(() -> part.read(2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void shouldSayThatAHalfIsEmpty() throws IOException {
        // printf ant/0.png | sha256sum does not begin with 0, 1 or 2
        ClassPictures.write(folder, 1, OWN, "ant");

        assertThatThrownBy(() -> datasets.open(folder, Split.TEST))
                .hasMessage(
                        folder
                                + ": its few pictures leave none for the test half; sort them into"
                                + " train and test");
    }
}
