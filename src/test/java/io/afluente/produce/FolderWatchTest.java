package io.afluente.produce;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.image.data.PictureFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWatchTest {
    @TempDir private Path folder;
    private FolderWatch watch;

    @BeforeEach
    void watch() {
        watch = new FolderWatch(List.of(folder));
    }

    @Test
    void shouldTakeAFileOnceTwoLooksFoundItTheSame() throws IOException {
        write("a.png", "half");
        assertThat(look()).isEmpty();
        write("a.png", " and the other half");
        assertThat(look()).isEmpty();
        assertThat(look()).containsExactly("a.png");
        assertThat(look()).isEmpty();
    }

    @Test
    void shouldTakeAFileAgainAfterItChanged() throws IOException {
        write("a.png", "one");
        look();
        look();
        write("a.png", " more");

        assertThat(look()).isEmpty();
        assertThat(look()).containsExactly("a.png");
    }

    @Test
    void shouldTakeAFileAgainThatCameBackTheSame() throws IOException {
        Path file = write("a.png", "one");
        var time = Files.getLastModifiedTime(file);
        look();
        look();
        Files.delete(file);
        look();
        Files.setLastModifiedTime(write("a.png", "one"), time);
        look();

        assertThat(look()).containsExactly("a.png");
    }

    @Test
    void shouldFindFilesInFoldersThatAppear() throws IOException {
        look();
        Files.createDirectory(folder.resolve("7"));
        write("7/b.JPG", "one");
        write("7/notes.txt", "no picture");
        look();

        assertThat(look()).containsExactly("7/b.JPG");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(
                folder.resolve(name), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private List<String> look() throws IOException {
        return watch.look().stream().map(PictureFile::id).toList();
    }
}
