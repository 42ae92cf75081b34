package io.afluente.chaos;

import io.afluente.cli.Main;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** This very program as a jar that says it is another release. */
final class Release {
    private Release() {}

    /** Writes the jar into a folder. */
    static Path of(String version, Path folder) {
        Path jar = folder.resolve("afluente-" + version + ".jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest(version))) {
            Path program =
                    Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(program)) {
                copy(program, out);
            } else {
                URI inside = URI.create("jar:" + program.toUri());
                try (FileSystem open = FileSystems.newFileSystem(inside, Map.of())) {
                    copy(open.getPath("/"), out);
                }
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Manifest manifest(String version) {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(Attributes.Name.IMPLEMENTATION_VERSION, version);
        return manifest;
    }

    private static void copy(Path root, JarOutputStream out) throws IOException {
        for (Path file : filesIn(root)) {
            String name = root.relativize(file).toString();
            if (!name.equals("META-INF/MANIFEST.MF")) {
                out.putNextEntry(new ZipEntry(name));
                try (InputStream in = Files.newInputStream(file)) {
                    in.transferTo(out);
                }
            }
        }
    }

    private static List<Path> filesIn(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
