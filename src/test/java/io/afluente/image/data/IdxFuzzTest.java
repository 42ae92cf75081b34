package io.afluente.image.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.afluente.Refusal;
import io.afluente.image.BadImageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** IDX files from anywhere, plain and compressed. */
class IdxFuzzTest {
    private static final int LOOKED_AT = 100;

    @TempDir Path folder;

    @MethodSource("plainFiles")
    @FuzzTest(maxDuration = "10m")
    void plain(byte[] file) {
        read("file", file);
    }

    @MethodSource("gzipFiles")
    @FuzzTest(maxDuration = "10m")
    void gzip(byte[] file) {
        read("file.gz", file);
    }

    private void read(String name, byte[] content) {
        Path file = folder.resolve(name);
        Refusal.orRead(
                BadImageException.class,
                () -> {
                    IdxFile idx = open(file, content);
                    for (int i = 0; i < Math.min(LOOKED_AT, idx.header().items()); i++) {
                        assertThat(idx.item(i)).hasSize(idx.header().itemBytes());
                    }
                });
    }

    private static IdxFile open(Path file, byte[] content) {
        try {
            // a file of its own: the one before may still be mapped
            Files.deleteIfExists(file);
            Files.write(file, content);
            return IdxFile.open(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<byte[]> plainFiles() {
        return Stream.of(
                new byte[] {0, 0, 8, 1, 0, 0, 0, 3, 7, 8, 9},
                new byte[] {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 1, 2, 3, 4},
                new byte[] {0, 0, 8, 4, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 3, 1, 2, 3});
    }

    static Stream<byte[]> gzipFiles() {
        return plainFiles().map(IdxFuzzTest::packed);
    }

    private static byte[] packed(byte[] file) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
