package io.afluente.image.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.image.BadImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassFolderTest {
    @TempDir private Path folder;

    @Test
    void shouldTakeTheHalvesThatAreThere() throws IOException {
        touch("train/cat/a.png", "train/dog/b.jpg", "test/cat/a.png", "train/dog/notes.txt");

        ClassFolder found = ClassFolder.of(folder);

        assertThat(ids(found, Split.TRAIN))
                .containsExactlyInAnyOrder("train/cat/a.png", "train/dog/b.jpg");
        assertThat(ids(found, Split.TEST)).containsExactly("test/cat/a.png");
        assertThat(found.labels()).containsExactly("cat", "dog");
    }

    @Test
    void shouldTakeValForTheTestHalf() throws IOException {
        touch("train/cat/a.png", "val/cat/b.png");

        assertThat(ids(ClassFolder.of(folder), Split.TEST)).containsExactly("val/cat/b.png");
    }

    @Test
    void shouldTakeOneOfTheHalvesAloneForALabel() throws IOException {
        touch("train/a.png", "bus/b.png");

        assertThat(ClassFolder.of(folder).labels()).containsExactly("bus", "train");
    }

    @Test
    void shouldPartAFolderWithoutHalvesByTheHashOfEachId() throws IOException {
        for (int i = 0; i < 160; i++) {
            touch("cat/" + i + ".png", "dog/" + i + ".png");
        }

        ClassFolder found = ClassFolder.of(folder);

        // printf cat/0.png | sha256sum
        assertThat(ids(found, Split.TEST)).hasSizeBetween(40, 80).doesNotHaveDuplicates();
        assertThat(found.files(Split.TEST)).allMatch(f -> f.hash().matches("[0-2].*"));
        assertThat(ids(found, Split.TRAIN)).hasSize(320 - ids(found, Split.TEST).size());
        assertThat(found.files(Split.TRAIN)).allMatch(f -> f.hash().matches("[^0-2].*"));
        assertThat(new PictureFile(folder, "abc").hash())
                .startsWith("ba7816bf8f01cfea414140de5dae2223");
    }

    @Test
    void shouldLeaveAPictureInItsHalfWhenOthersCome() throws IOException {
        touch("cat/1.png", "cat/2.png", "cat/3.png", "dog/1.png", "dog/2.png", "dog/3.png");
        List<String> before = ids(ClassFolder.of(folder), Split.TRAIN);
        touch("ant/1.png", "dog/0.png");

        assertThat(ids(ClassFolder.of(folder), Split.TRAIN)).containsSubsequence(before);
    }

    @Test
    void shouldMixTheLabels() throws IOException {
        for (int i = 0; i < 200; i++) {
            touch("cat/" + i + ".png", "dog/" + i + ".png");
        }

        List<PictureFile> files = ClassFolder.of(folder).files(Split.TRAIN);

        for (int from = 0; from + 50 <= files.size(); from += 50) {
            assertThat(files.subList(from, from + 50))
                    .filteredOn(file -> file.folder().equals("cat"))
                    .hasSizeBetween(10, 40);
        }
    }

    @Test
    void shouldRefusePicturesWithoutALabelsFolder() throws IOException {
        touch("cat/a.png", "b.png");

        assertThatThrownBy(() -> ClassFolder.of(folder))
                .isInstanceOf(BadImageException.class)
                .hasMessageStartingWith(folder.resolve("b.png") + ": is in no sub-folder");
    }

    @Test
    void shouldSayThatThereIsNoDataSet() throws IOException {
        touch("cat/notes.txt");

        assertThatThrownBy(() -> ClassFolder.of(folder))
                .isInstanceOf(BadImageException.class)
                .hasMessageStartingWith(folder + ": no data set: neither IDX files");
    }

    private static List<String> ids(ClassFolder folder, Split split) {
        return folder.files(split).stream().map(PictureFile::id).toList();
    }

    private void touch(String... names) throws IOException {
        for (Path file : Stream.of(names).map(folder::resolve).toList()) {
            Files.createDirectories(file.getParent());
            Files.createFile(file);
        }
    }
}
