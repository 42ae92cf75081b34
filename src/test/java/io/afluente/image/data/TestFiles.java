package io.afluente.image.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** A few known files whose content is their name many times over, and the ways they travel. */
record TestFiles(List<DataFile> files) {
    static TestFiles of(String... names) {
        return new TestFiles(Stream.of(names).map(TestFiles::file).toList());
    }

    static byte[] content(String name) {
        return name.repeat(500).getBytes(StandardCharsets.UTF_8);
    }

    static byte[] packed(String name) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(content(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    void writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        store(files, folder);
    }

    void store(List<DataFile> wanted, Path folder) throws IOException {
        for (DataFile file : wanted) {
            file.store(new ByteArrayInputStream(content(file.name())), folder);
        }
    }

    /** These files and nothing else are in the folder, no temporary files either. */
    void assertIn(Path folder) {
        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrderElementsOf(files.stream().map(DataFile::name).toList());
        for (DataFile file : files) {
            assertThat(folder.resolve(file.name())).hasBinaryContent(content(file.name()));
        }
    }

    private static DataFile file(String name) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content(name));
            return new DataFile(name, content(name).length, HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
