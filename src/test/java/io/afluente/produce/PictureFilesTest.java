package io.afluente.produce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.image.data.PictureFile;
import io.afluente.setting.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFilesTest {
    @TempDir private Path folder;

    @Test
    void shouldFindWhatIsNamedLikeAPictureInAFolderAndBelow() throws IOException {
        touch("b.png", "a.JPEG", "below/c.jpg", ".hidden.png", "._b.png", "notes.txt");

        PictureFiles files = PictureFiles.in(List.of(folder));

        assertThat(files.found())
                .extracting(PictureFile::id)
                .containsExactly("a.JPEG", "b.png", "below/c.jpg");
        assertThat(files.skipped()).isEqualTo(3);
    }

    @Test
    void shouldTakeAFileThatIsNamedWhateverItIsCalled() throws IOException {
        touch("digit.bin");

        assertThat(PictureFiles.in(List.of(folder.resolve("digit.bin"))).found())
                .extracting(PictureFile::id)
                .containsExactly("digit.bin");
    }

    @Test
    void shouldTellFilesOfTheSameNameInTwoFoldersApart() throws IOException {
        touch("3/a.png", "7/a.png");

        assertThat(PictureFiles.in(List.of(folder.resolve("3"), folder.resolve("7"))).found())
                .extracting(PictureFile::id)
                .containsExactly("3/a.png", "7/a.png");
        assertThat(
                        PictureFiles.in(
                                        List.of(
                                                folder.resolve("3/a.png"),
                                                folder.resolve("7/../7/a.png")))
                                .found())
                .extracting(PictureFile::id)
                .containsExactly("3/a.png", "7/a.png");
    }

    @Test
    void shouldMixTheFolders() throws IOException {
        for (int i = 0; i < 100; i++) {
            touch("3/" + i + ".png", "7/" + i + ".png");
        }

        List<PictureFile> mixed = PictureFiles.in(List.of(folder)).mixed();

        assertThat(mixed).hasSize(200).doesNotHaveDuplicates();
        assertThat(PictureFiles.in(List.of(folder)).mixed()).isEqualTo(mixed);
        for (int from = 0; from < 200; from += 50) {
            assertThat(mixed.subList(from, from + 50))
                    .filteredOn(file -> file.folder().equals("3"))
                    .hasSizeBetween(10, 40);
        }
    }

    @Test
    void shouldKnowTheFolderOfAFile() throws IOException {
        touch("7/a.png");

        assertThat(PictureFiles.in(List.of(folder)).found().get(0).folder()).isEqualTo("7");
    }

    @Test
    void shouldRefuseWhatIsNotThereAndFoldersWithoutPictures() throws IOException {
        List<Path> nothing = List.of(folder.resolve("nix"));
        assertThatThrownBy(() -> PictureFiles.in(nothing))
                .isInstanceOf(UserException.class)
                .hasMessageEndingWith("nix: there is no such file or folder");

        touch("notes.txt");
        PictureFiles none = PictureFiles.in(List.of(folder));
        assertThatThrownBy(() -> none.orFail(List.of(folder)))
                .isInstanceOf(UserException.class)
                .hasMessageEndingWith(
                        ": holds no file named .png, .jpg, .jpeg, .webp, .gif, .bmp, .dib, .tif or .tiff");
    }

    private void touch(String... names) throws IOException {
        for (String name : names) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.createFile(file);
        }
    }
}
