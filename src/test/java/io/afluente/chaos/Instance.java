package io.afluente.chaos;

import io.afluente.TestCluster;
import io.afluente.cli.Main;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Utils;

/**
 * One instance of the service in a JVM of its own, started again as often as it is killed: its
 * folder and its place in the group stay.
 */
final class Instance implements AutoCloseable {
    private static final String APPLICATION = "app";

    private final TestCluster cluster;
    private final Path folder;
    private final String name;
    private final List<String> arguments;
    private final List<String> flags = new ArrayList<>();
    private List<String> by = List.of();
    private String classPath = Jvm.CLASS_PATH;
    private Jvm jvm;

    /**
     * @param folder that instances share
     * @param name of this one in its group
     * @param arguments of {@code serve}
     */
    Instance(TestCluster cluster, Path folder, String name, List<String> arguments) {
        this.cluster = cluster;
        this.folder = folder;
        this.name = name;
        this.arguments = arguments;
    }

    /** From its next start on: all objects of its JVM must fit into this. */
    Instance withHeapOfAtMost(int megabytes) {
        flags.add("-Xmx" + megabytes + "m");
        flags.add("-XX:+ExitOnOutOfMemoryError");
        return this;
    }

    /** At its next start only: no file may grow beyond this, as on a disk that is full. */
    Instance withFilesOfAtMost(int kilobytes) {
        by = List.of("bash", "-c", "ulimit -f " + kilobytes + "; exec \"$0\" \"$@\"");
        return this;
    }

    /** From its next start on: the program of a jar. */
    Instance ofJar(Path jar) {
        classPath = jar + File.pathSeparator + Jvm.CLASS_PATH;
        return this;
    }

    /** From its next start on: the program under test itself. */
    Instance ofThisProgram() {
        classPath = Jvm.CLASS_PATH;
        return this;
    }

    /** At its next start only: so many OpenMP threads. */
    Instance withThreads(int threads) {
        by = List.of("env", "OMP_NUM_THREADS=" + threads);
        return this;
    }

    /** Starts it, with more arguments this time. */
    Instance start(String... more) {
        List<String> words = new ArrayList<>(List.of(cluster.arguments("serve", more)));
        words.addAll(List.of("--http-port", "0"));
        words.addAll(List.of("--application-id", APPLICATION));
        words.addAll(List.of("--instance-id", name, "--state-dir", state().toString()));
        words.addAll(List.of("--checkpoint-dir", folder.resolve("checkpoints").toString()));
        words.addAll(List.of("--config", patience().toString()));
        words.addAll(arguments);
        List<String> all = new ArrayList<>(flags);
        // its counters are in a file that would be too large for a full disk
        all.add("-XX:-UsePerfData");
        all.add("-Dorg.bytedeco.javacpp.platform.extension=" + extension());
        jvm = Jvm.start(folder.resolve(name + ".log"), by, classPath, all, Main.class, words);
        by = List.of();
        return this;
    }

    /** What the application ids of all roles on a cluster start with. */
    static String applicationId(TestCluster cluster) {
        return cluster.topics().prefix() + APPLICATION;
    }

    Jvm jvm() {
        return jvm;
    }

    void kill() {
        jvm.kill();
    }

    /** Ends it in good order. */
    void stop() {
        jvm.stop();
    }

    /** Deletes what it kept on its disk; only while it does not run. */
    void loseState() {
        try {
            Utils.delete(state().toFile());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isRunning() {
        return jvm != null && jvm.isAlive();
    }

    /** Fails if it has ended by itself. */
    void requireAlive() {
        if (!jvm.isAlive()) {
            throw new AssertionError(name + " has ended by itself:\n" + jvm.lastWords());
        }
    }

    @Override
    public void close() {
        if (jvm != null) {
            jvm.close();
        }
    }

    /** A machine that runs many tests at once may take its time: the file's word counts. */
    private Path patience() {
        try {
            return Files.writeString(
                    folder.resolve("client.properties"), "default.api.timeout.ms=120000");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path state() {
        return folder.resolve("state-" + name);
    }

    private static String extension() {
        return System.getProperty("org.bytedeco.javacpp.platform.extension", "");
    }
}
