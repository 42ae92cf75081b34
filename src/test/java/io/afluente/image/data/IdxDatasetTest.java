package io.afluente.image.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.image.BadImageException;
import io.afluente.image.Examples;
import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.image.LabeledImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdxDatasetTest {
    private static final InputShape GREY = new InputShape(5, 4, 1);
    private static final InputShape COLOUR = new InputShape(3, 2, 3);

    @TempDir private Path folder;

    @Test
    void shouldReadBackGreyImages() throws IOException {
        List<LabeledImage> examples = Examples.noise(7, GREY, 1);
        IdxWriter.write(folder, Split.TRAIN, examples);
        assertThat(IdxDataset.open(folder, Split.TRAIN)).isEqualTo(examples);
    }

    @Test
    void shouldReadBackColourImages() throws IOException {
        List<LabeledImage> examples = Examples.noise(4, COLOUR, 2);
        IdxWriter.write(folder, Split.TEST, examples);
        assertThat(folder).isDirectoryContaining("glob:**t10k-images-idx4-ubyte");
        assertThat(IdxDataset.open(folder, Split.TEST).shape()).isEqualTo(COLOUR);
        assertThat(IdxDataset.open(folder, Split.TEST)).isEqualTo(examples);
    }

    @Test
    void shouldReadPackedFiles() throws IOException {
        List<LabeledImage> examples = Examples.noise(7, GREY, 3);
        IdxWriter.write(folder, Split.TRAIN, examples);
        pack("train-images-idx3-ubyte");
        pack("train-labels-idx1-ubyte");
        assertThat(IdxDataset.open(folder, Split.TRAIN)).isEqualTo(examples);
    }

    @Test
    void shouldPreferThePlainFileToItsOwnGzip() throws IOException {
        List<LabeledImage> examples = Examples.noise(3, GREY, 4);
        IdxWriter.write(folder, Split.TRAIN, examples);
        Files.writeString(folder.resolve("train-images-idx3-ubyte.gz"), "left over");
        assertThat(IdxDataset.open(folder, Split.TRAIN)).isEqualTo(examples);
    }

    @ParameterizedTest
    @CsvSource({
        "emnist-letters-train-images-idx3-ubyte.gz, emnist-letters-train-labels-idx1-ubyte.gz",
        "qmnist-train-images-idx3-ubyte, qmnist-train-labels-idx2-int",
        "train-images.idx3-ubyte, train-labels.idx1-ubyte",
    })
    void shouldFindFilesUnderTheirMakersNames(String imageName, String labelName)
            throws IOException {
        List<LabeledImage> examples = Examples.noise(7, GREY, 3);
        IdxWriter.write(folder, Split.TRAIN, examples);
        rename("train-images-idx3-ubyte", imageName);
        rename("train-labels-idx1-ubyte", labelName);
        Files.writeString(folder.resolve("qmnist-train-labels.tsv"), "a table");
        Files.writeString(folder.resolve("emnist-letters-mapping.txt"), "1 65 97");

        assertThat(IdxDataset.open(folder, Split.TRAIN)).isEqualTo(examples);
        assertThat(IdxFolder.isOne(folder)).isTrue();
    }

    @Test
    void shouldPreferMnistsOwnNames() throws IOException {
        List<LabeledImage> examples = Examples.noise(7, GREY, 3);
        IdxWriter.write(folder, Split.TRAIN, examples);
        Files.writeString(folder.resolve("qmnist-train-images-idx3-ubyte"), "another");

        assertThat(IdxDataset.open(folder, Split.TRAIN)).isEqualTo(examples);
    }

    @Test
    void shouldRefuseToChooseBetweenDataSets() throws IOException {
        Files.writeString(folder.resolve("emnist-digits-train-images-idx3-ubyte"), "");
        Files.writeString(folder.resolve("emnist-letters-train-images-idx3-ubyte"), "");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> IdxDataset.open(folder, Split.TRAIN))
                .withMessage(
                        folder
                                + ": more than one file could be meant; put those of one data set"
                                + " into a folder of their own:"
                                + " emnist-digits-train-images-idx3-ubyte,"
                                + " emnist-letters-train-images-idx3-ubyte");
    }

    @Test
    void shouldReadFilesThatArePackedOrNotWhateverTheirNames() throws IOException {
        List<LabeledImage> examples = Examples.noise(7, GREY, 3);
        IdxWriter.write(folder, Split.TRAIN, examples);
        rename("train-images-idx3-ubyte", "train-images-idx3-ubyte.gz");
        Files.move(pack("train-labels-idx1-ubyte"), folder.resolve("train-labels-idx1-ubyte"));

        assertThat(IdxDataset.open(folder, Split.TRAIN)).isEqualTo(examples);
    }

    @Test
    void shouldTakeTheFirstOfSeveralNumbersForALabel() throws IOException {
        IdxWriter.write(folder, Split.TRAIN, Examples.noise(3, GREY, 3));
        // as QMNIST has them: class, series, writer and so on
        int[] numbers = {7, 1, 300, 2, -1, 0, 70_000, 5, 5};
        ByteBuffer labels = ByteBuffer.allocate(12 + 4 * numbers.length);
        labels.putInt(0x0c02).putInt(3).putInt(3);
        IntStream.of(numbers).forEach(labels::putInt);
        Files.write(folder.resolve("train-labels-idx1-ubyte"), labels.array());

        IdxDataset train = IdxDataset.open(folder, Split.TRAIN);

        assertThat(train.label(0)).isEqualTo(7);
        assertThat(train.label(1)).isEqualTo(2);
        assertThat(train.get(2).label()).isEqualTo(70_000);
    }

    @Test
    void shouldRefuseImagesOfOtherValuesThanBytes() throws IOException {
        IdxWriter.write(folder, Split.TRAIN, Examples.noise(1, GREY, 3));
        ByteBuffer images = ByteBuffer.allocate(16 + 4 * GREY.size());
        images.putInt(0x0c03).putInt(1).putInt(5).putInt(4);
        Files.write(folder.resolve("train-images-idx3-ubyte"), images.array());

        assertThatThrownBy(() -> IdxDataset.open(folder, Split.TRAIN))
                .isInstanceOf(BadImageException.class)
                .hasMessageEndingWith("images are unsigned bytes, not int32");
    }

    @Test
    void shouldReadLabelsAboveSevenBits() throws IOException {
        Image image = Examples.noise(1, GREY, 5).get(0).image();
        IdxWriter.write(folder, Split.TRAIN, List.of(new LabeledImage(image, 255)));
        assertThat(IdxDataset.open(folder, Split.TRAIN).label(0)).isEqualTo(255);
        assertThat(IdxDataset.open(folder, Split.TRAIN).get(0).label()).isEqualTo(255);
    }

    @Test
    void shouldAcceptOtherNamesForTheTestHalf() throws IOException {
        IdxWriter.write(folder, Split.TEST, Examples.noise(2, GREY, 6));
        rename("t10k-images-idx3-ubyte", "test-images.idx");
        rename("t10k-labels-idx1-ubyte", "test-labels.idx");
        assertThat(IdxDataset.open(folder, Split.TEST)).hasSize(2);
    }

    @Test
    void shouldSayWhichFilesWereLookedFor() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> IdxDataset.open(folder, Split.TEST))
                .withMessage(folder + ": has no file named t10k-images* or test-images*");
    }

    @Test
    void shouldSayThatTheFolderIsMissing() {
        Path missing = folder.resolve("nowhere");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> IdxDataset.open(missing, Split.TRAIN))
                .withMessage(missing + ": does not exist");
    }

    @Test
    void shouldSayThatTheFolderIsAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> IdxDataset.open(file, Split.TRAIN))
                .withMessage(file + ": is not a folder");
    }

    @Test
    void shouldRefuseToChooseBetweenFiles() throws IOException {
        IdxWriter.write(folder, Split.TRAIN, Examples.noise(2, GREY, 7));
        Files.writeString(folder.resolve("train-images-new"), "");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> IdxDataset.open(folder, Split.TRAIN))
                .withMessageEndingWith("train-images-idx3-ubyte, train-images-new");
    }

    @Test
    void shouldRefuseLabelsOfAnotherDataset() throws IOException {
        IdxWriter.write(folder, Split.TEST, Examples.noise(3, GREY, 8));
        IdxWriter.write(folder, Split.TRAIN, Examples.noise(2, GREY, 8));
        Files.delete(folder.resolve("train-images-idx3-ubyte"));
        rename("t10k-images-idx3-ubyte", "train-images-idx3-ubyte");
        assertThatThrownBy(() -> IdxDataset.open(folder, Split.TRAIN))
                .isInstanceOf(BadImageException.class)
                .hasMessageContaining("has 2 labels for the 3 images of");
    }

    @Test
    void shouldRefuseLabelsInPlaceOfImages() throws IOException {
        IdxWriter.write(folder, Split.TRAIN, Examples.noise(2, GREY, 9));
        Files.copy(folder.resolve("train-labels-idx1-ubyte"), folder.resolve("train-images.idx"));
        Files.delete(folder.resolve("train-images-idx3-ubyte"));
        assertThatThrownBy(() -> IdxDataset.open(folder, Split.TRAIN))
                .isInstanceOf(BadImageException.class)
                .hasMessageContaining("images are number x height x width");
    }

    @Test
    void shouldRefuseImagesInPlaceOfLabels() throws IOException {
        IdxWriter.write(folder, Split.TRAIN, Examples.noise(2, GREY, 10));
        Files.copy(folder.resolve("train-images-idx3-ubyte"), folder.resolve("train-labels.idx"));
        Files.delete(folder.resolve("train-labels-idx1-ubyte"));
        assertThatThrownBy(() -> IdxDataset.open(folder, Split.TRAIN))
                .isInstanceOf(BadImageException.class)
                .hasMessageContaining("labels have one dimension, not 2x5x4");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 4, 15, 16, 55})
    void shouldRefuseAFileCutShort(int length) throws IOException {
        IdxWriter.write(folder, Split.TRAIN, Examples.noise(2, GREY, 11));
        Path images = folder.resolve("train-images-idx3-ubyte");
        Files.write(images, Arrays.copyOf(Files.readAllBytes(images), length));
        assertThatThrownBy(() -> IdxDataset.open(folder, Split.TRAIN))
                .isInstanceOf(BadImageException.class)
                .hasMessageStartingWith(images + ": ");
    }

    @Test
    void shouldSayHowManyBytesAreMissing() throws IOException {
        IdxWriter.write(folder, Split.TRAIN, Examples.noise(2, GREY, 11));
        Path images = folder.resolve("train-images-idx3-ubyte");
        Files.write(images, Arrays.copyOf(Files.readAllBytes(images), 50));
        assertThatThrownBy(() -> IdxDataset.open(folder, Split.TRAIN))
                .hasMessage(images + ": is cut short: 2x5x4 needs 56 bytes, not 50");
    }

    @Test
    void shouldRefuseAFileThatGoesOn() throws IOException {
        IdxWriter.write(folder, Split.TRAIN, Examples.noise(2, GREY, 12));
        Path labels = folder.resolve("train-labels-idx1-ubyte");
        Files.write(labels, Arrays.copyOf(Files.readAllBytes(labels), 11));
        assertThatThrownBy(() -> IdxDataset.open(folder, Split.TRAIN))
                .isInstanceOf(BadImageException.class)
                .hasMessage(labels + ": goes on after its last item: 2 needs 10 bytes, not 11");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 12, 40})
    void shouldRefuseAGzipCutShort(int length) throws IOException {
        IdxWriter.write(folder, Split.TRAIN, Examples.noise(2, GREY, 13));
        Path images = pack("train-images-idx3-ubyte");
        Files.write(images, Arrays.copyOf(Files.readAllBytes(images), length));
        assertThatThrownBy(() -> IdxDataset.open(folder, Split.TRAIN))
                .isInstanceOf(BadImageException.class)
                .hasMessageStartingWith(images + ": ");
    }

    @Test
    void shouldRefuseAGzipThatGoesOn() throws IOException {
        IdxWriter.write(folder, Split.TRAIN, Examples.noise(2, GREY, 13));
        Path labels = folder.resolve("train-labels-idx1-ubyte");
        Files.write(labels, Arrays.copyOf(Files.readAllBytes(labels), 1 << 20));
        pack("train-labels-idx1-ubyte");
        assertThatThrownBy(() -> IdxDataset.open(folder, Split.TRAIN))
                .isInstanceOf(BadImageException.class)
                .hasMessageContaining("goes on after its last item");
    }

    @Test
    void shouldRefuseExamplesOfSeveralShapes() {
        List<LabeledImage> mixed =
                List.of(Examples.noise(1, GREY, 1).get(0), Examples.noise(1, COLOUR, 1).get(0));
        assertThatThrownBy(() -> IdxWriter.write(folder, Split.TRAIN, mixed))
                .isInstanceOf(BadImageException.class)
                .hasMessage("image: must be 5x4x1 like the first, not Image[3x2x3]");
    }

    @Test
    void shouldRefuseToWriteWhatDoesNotFit() {
        LabeledImage large = new LabeledImage(Examples.noise(1, GREY, 1).get(0).image(), 256);
        assertThatThrownBy(() -> IdxWriter.write(folder, Split.TRAIN, List.of(large)))
                .isInstanceOf(BadImageException.class)
                .hasMessageContaining("got 256");
        assertThatThrownBy(() -> IdxWriter.write(folder, Split.TRAIN, List.of()))
                .isInstanceOf(BadImageException.class)
                .hasMessageContaining("at least one");
    }

    private Path pack(String name) throws IOException {
        Path plain = folder.resolve(name);
        Path packed = folder.resolve(name + ".gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(plain, out);
        }
        Files.delete(plain);
        return packed;
    }

    private void rename(String from, String to) throws IOException {
        Files.move(folder.resolve(from), folder.resolve(to));
    }
}
