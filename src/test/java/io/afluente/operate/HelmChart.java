package io.afluente.operate;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A copy of {@code charts/afluente} that may be changed, and Helm itself to render it.
 *
 * <p>Helm's library needs a newer JNA than the one that DL4J brings, so it has a class loader of
 * its own. It claims to ask an old Kubernetes, so the copy does without the chart's {@code
 * kubeVersion}; and it leaves hooks out of what it renders, so in the copy they are annotated by
 * another name.
 */
final class HelmChart {
    static final Path SOURCE = Path.of("charts/afluente");

    /** What the annotation {@code helm.sh/hook} is called in the copy. */
    static final String HOOK = "kept.helm.sh/hook";

    private static final Function<List<String>, String> HELM = load();
    private final Path folder;

    private HelmChart(Path folder) {
        this.folder = folder;
    }

    /** The chart as it is, copied into a folder that is empty. */
    static HelmChart copiedInto(Path folder) throws IOException {
        Path copy = folder.resolve("afluente");
        // topics/ is a link in the chart, and files in its package
        try (Stream<Path> files = Files.walk(SOURCE, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(SOURCE.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        HelmChart chart = new HelmChart(copy);
        chart.change("Chart.yaml", "kubeVersion:", "# kubeVersion:");
        chart.change("templates/topics-job.yaml", "helm.sh/hook:", HOOK + ":");
        return chart;
    }

    /** Puts other words into a file of the copy. */
    void change(String file, String from, String to) throws IOException {
        Path path = folder.resolve(file);
        String text = Files.readString(path);
        if (!text.contains(from)) {
            throw new AssertionError(file + " does not say " + from);
        }
        Files.writeString(path, text.replace(from, to));
    }

    /** The manifests for these values, which are YAML. */
    String render(String values) throws IOException {
        Path file = Files.createTempFile(folder.getParent(), "values", ".yaml");
        Files.writeString(file, values);
        return call(folder.toString(), file.toString());
    }

    /** What Helm finds wrong with the chart; empty if that is nothing. */
    String lint() {
        return call(folder.toString());
    }

    private static String call(String... words) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Helm finds its native code as a service
        thread.setContextClassLoader(HELM.getClass().getClassLoader());
        try {
            return HELM.apply(List.of(words));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @SuppressWarnings("unchecked") // HelmRun says so
    private static Function<List<String>, String> load() {
        try {
            var loader = new URLClassLoader(libraries(), ClassLoader.getPlatformClassLoader());
            return (Function<List<String>, String>)
                    loader.loadClass(HelmRun.class.getName()).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Helm's own libraries, and the tests for the class that calls them. */
    private static URL[] libraries() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(HelmChart::isForHelm)
                .map(entry -> url(Path.of(entry)))
                .toArray(URL[]::new);
    }

    private static boolean isForHelm(String entry) {
        String path = entry.replace('\\', '/').toLowerCase(Locale.ROOT);
        return path.endsWith("/test-classes")
                || path.contains("/helm-java/")
                || path.contains("/jna-jpms/")
                || path.contains("/jna-platform-jpms/");
    }

    private static URL url(Path entry) {
        try {
            return entry.toUri().toURL();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
