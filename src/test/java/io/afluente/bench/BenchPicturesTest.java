package io.afluente.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.image.BadImageException;
import io.afluente.image.ClassPictures;
import io.afluente.image.InputShape;
import io.afluente.image.LabeledImage;
import io.afluente.image.PictureForm;
import io.afluente.image.data.Datasets;
import io.afluente.image.data.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchPicturesTest {
    private static final InputShape INPUT = new InputShape(8, 8, 1);

    @TempDir private Path folder;

    @Test
    void shouldRepeatFewPicturesInTheNetworksShape() throws IOException {
        ClassPictures.write(folder.resolve("train"), 1, INPUT, "ant");
        ClassPictures.write(folder.resolve("test"), 3, new InputShape(20, 30, 3), "ant");

        List<LabeledImage> pictures = pictures();

        assertThat(pictures).hasSize(4096).allMatch(p -> p.image().shape().equals(INPUT));
        assertThat(pictures.get(3)).isEqualTo(pictures.get(0)).isNotEqualTo(pictures.get(1));
    }

    @Test
    void shouldSayThatThereAreNone() throws IOException {
        ClassPictures.write(folder.resolve("train"), 1, INPUT, "ant");
        ClassPictures.write(folder.resolve("test"), 1, INPUT, "ant");
        Files.writeString(folder.resolve("test/ant/0.png"), "no picture");

        assertThatThrownBy(this::pictures)
                .isInstanceOf(BadImageException.class)
                .hasMessage("pictures: none of them can be read");
    }

    private List<LabeledImage> pictures() throws IOException {
        Datasets datasets = new Datasets(file -> 0, PictureForm.of(INPUT), line -> {});
        return BenchPictures.of(datasets.open(folder, Split.TEST), INPUT);
    }
}
